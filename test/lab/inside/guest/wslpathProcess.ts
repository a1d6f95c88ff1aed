/** `wslpath`; the kernel puts the name that it was started by in front of the arguments. */
import { realpathSync } from "node:fs";
import { resolve } from "node:path";
import { readInstanceFacts } from "./instanceFacts.ts";
import { toLinuxPath, toWindowsPath } from "./paths.ts";

const usage = `wslpath usage:
    -a    force result to absolute path format
    -u    translate from a Windows path to a WSL path (default)
    -w    translate from a WSL path to a Windows path
    -m    translate from a WSL path to a Windows path, with '/' instead of '\\'

EX: wslpath 'c:\\users'
`;

process.exitCode = main(process.argv.slice(3));

function main(words: readonly string[]): number {
  const flags = words.filter((word) => /^-[auwm]+$/.test(word)).join("");
  const paths = words.filter((word) => !/^-[auwm]+$/.test(word));
  const [path] = paths;
  if (path === undefined || paths.length > 1 || path === "" || path.startsWith("-")) {
    process.stderr.write(usage);
    return 1;
  }
  const translated = translate(path, flags);
  if (translated === null) {
    process.stderr.write(`wslpath: ${path}\n`);
    return 1;
  }
  process.stdout.write(`${translated}\n`);
  return 0;
}

function translate(path: string, flags: string): string | null {
  const facts = readInstanceFacts();
  if (!flags.includes("w") && !flags.includes("m")) {
    const linux = toLinuxPath(path, facts);
    return linux !== null && flags.includes("a") ? resolve(linux) : linux;
  }
  let windows: string;
  try {
    const absolute = realpathSync(path);
    const isRelative = !path.startsWith("/") && !flags.includes("a");
    windows =
      isRelative && !path.startsWith("..") ? path.replaceAll("/", "\\") : toWindowsPath(absolute, facts);
  } catch {
    return null; // what is not there has no Windows name
  }
  return flags.includes("m") ? windows.replaceAll("\\", "/") : windows;
}
