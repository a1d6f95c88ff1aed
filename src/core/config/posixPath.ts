/** `..` and `.` resolved, double slashes removed, no slash at the end. The path must be absolute. */
export function normalizePath(path: string): string {
  const parts: string[] = [];
  for (const part of path.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== "" && part !== ".") parts.push(part);
  }
  return `/${parts.join("/")}`;
}

/** `path` as seen from the directory `base`; an absolute path stays what it is. */
export function resolvePath(base: string, path: string): string {
  return normalizePath(path.startsWith("/") ? path : `${base}/${path}`);
}

export function parentOf(path: string): string {
  return normalizePath(`${path}/..`);
}

/** True for the directory itself and everything below it. */
export function isInside(directory: string, path: string): boolean {
  return path === directory || path.startsWith(directory === "/" ? "/" : `${directory}/`);
}
