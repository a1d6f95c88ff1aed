/** What a PE shim was started with, and what of it reaches the program that plays it. */
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { fromWindowsPath } from "../service/windowsPath.ts";

export interface ShimCall {
  /** Its own path as Windows names it. */
  readonly program: string;
  readonly args: readonly string[];
  /** What stands behind the program's name in the command line, untouched. */
  readonly commandLine: string;
  readonly folder: string;
  readonly env: ReadonlyMap<string, string>;
}

/** Variables that the programs of the lab heed; `NAME_` stands for all names that start so. */
const heeded = ["WSL_UTF8", "WSLENV", "WSL_DISABLE_WARNINGS", "DOCKER_", "COMPOSE_"];

/** Of the environment of the shim, what its program is given: Windows' own names mean nothing on our side. */
export function chosenVariables(env: ReadonlyMap<string, string>): Record<string, string> {
  const shared = (env.get("WSLENV") ?? "").split(":").map((word) => word.split("/")[0] ?? "");
  const isChosen = (name: string) =>
    shared.includes(name) ||
    heeded.some((word) => (word.endsWith("_") ? name.startsWith(word) : name === word));
  return Object.fromEntries([...env].filter(([name]) => name !== "" && isChosen(name)));
}

/** One of our paths for a path of Windows, whose letters may have another case; null when there is no such file. */
export async function ourPath(home: string, windowsPath: string): Promise<string | null> {
  const plain = windowsPath.replace(/^\\\\\?\\/, "");
  const onUnix = /^z:[\\/](.*)$/i.exec(plain)?.[1];
  if (onUnix !== undefined) return `/${onUnix.replaceAll("\\", "/")}`;
  const wanted = fromWindowsPath(home, plain);
  const drive = join(home, "c");
  if (wanted === null || (wanted !== drive && !wanted.startsWith(`${drive}/`))) return null;
  let at = drive;
  for (const name of wanted
    .slice(drive.length)
    .split("/")
    .filter((part) => part !== "")) {
    const present = await readdir(at).catch((): string[] => []);
    const found = present.includes(name)
      ? name
      : present.find((other) => other.toLowerCase() === name.toLowerCase());
    if (found === undefined) return null;
    at = join(at, found);
  }
  return at;
}
