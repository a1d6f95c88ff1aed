/** The last part of a path, in either platform's form. */
export function fileName(path: string): string {
  return path.slice(Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}

/** A place in a file as people write it: `openclaw.json:14`. */
export function fileLine(path: string, line: number | null | undefined): string {
  return line == null ? fileName(path) : `${fileName(path)}:${line}`;
}
