import { access, constants, stat } from "node:fs/promises";
import path from "node:path";

type Resolved =
  | { readonly path: string }
  | { readonly reason: "not-found" | "no-permission" | "not-started"; readonly detail: string };

/**
 * The absolute path of `program`, or why there is none. Looked up here rather than by the system, because an empty
 * or relative PATH entry stands for the working directory on Linux and macOS, and Windows searches that directory
 * first: a program planted in a workspace folder would be run.
 */
export async function resolveProgram(program: string, searchPath: string): Promise<Resolved> {
  if (path.isAbsolute(program)) return process.platform === "win32" ? onWindows(program) : { path: program };
  if (program === "" || /[/\\]/.test(program)) return notFound(program);
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
  return wasForbidden ? notExecutable(program) : notFound(program);
}

/** Whatever is no program, execa hands to cmd.exe, which then answers in its own words and with its own exit code. */
async function onWindows(program: string): Promise<Resolved> {
  const verdict = await judge(program);
  if (verdict === "absent") return { reason: "not-found", detail: `${program}: there is no such file` };
  if (verdict === "forbidden") return notExecutable(program);
  if (isProgram(program)) return { path: program };
  return { reason: "not-started", detail: `${program}: neither .exe nor .com, so it takes a shell` };
}

const notFound = (program: string) =>
  ({ reason: "not-found", detail: `${program}: not found on PATH` }) as const;
const notExecutable = (program: string) =>
  ({ reason: "no-permission", detail: `${program}: found, but not executable` }) as const;

/** What Windows starts without a shell; batch files are not among it. */
function isProgram(name: string): boolean {
  return /\.(?:exe|com)$/i.test(name);
}

function executableNames(program: string): readonly string[] {
  if (process.platform !== "win32" || isProgram(program)) return [program];
  return [`${program}.exe`, `${program}.com`];
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
