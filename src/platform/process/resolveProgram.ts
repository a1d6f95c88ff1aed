import { access, constants, stat } from "node:fs/promises";
import path from "node:path";

/**
 * The absolute path of `program`, or why there is none. Looked up here rather than by the system, because an empty
 * or relative PATH entry stands for the working directory on Linux and macOS, and Windows searches that directory
 * first: a program planted in a workspace folder would be run.
 */
export async function resolveProgram(
  program: string,
  searchPath: string,
): Promise<{ readonly path: string } | { readonly reason: "not-found" | "no-permission" }> {
  if (path.isAbsolute(program)) return { path: program };
  if (program === "" || /[/\\]/.test(program)) return { reason: "not-found" };
  let wasForbidden = false;
  for (const directory of searchPath.split(path.delimiter)) {
    if (!path.isAbsolute(directory)) continue;
    for (const name of executableNames(program)) {
      const candidate = path.join(directory, name);
      const verdict = await judge(candidate);
      if (verdict === "runnable") return { path: candidate };
      wasForbidden ||= verdict === "forbidden";
    }
  }
  return { reason: wasForbidden ? "no-permission" : "not-found" };
}

/** Batch files are left out on Windows: Node starts them only through a shell. */
function executableNames(program: string): readonly string[] {
  if (process.platform !== "win32") return [program];
  return /\.(?:exe|com)$/i.test(program) ? [program] : [`${program}.exe`, `${program}.com`];
}

async function judge(candidate: string): Promise<"runnable" | "forbidden" | "absent"> {
  try {
    if (!(await stat(candidate)).isFile()) return "absent";
  } catch {
    return "absent";
  }
  try {
    await access(candidate, constants.X_OK);
    return "runnable";
  } catch {
    return "forbidden";
  }
}
