import type { InstanceEntry } from "../protocol.ts";
import { ownFailure } from "./failure.ts";
import { firstArgument } from "./commandLine.ts";
import type { Sink } from "./output.ts";

/** The wsl.exe of Windows 10: no `--version`, no `--status`, UTF-16LE with CR CR LF always (microsoft/WSL#4456). */
export interface InboxSurroundings {
  readonly stdout: Sink;
  list(): Promise<readonly InstanceEntry[]>;
}

const usage = [
  "Copyright (c) Microsoft Corporation. All rights reserved.",
  "",
  "Usage: wsl.exe [Argument] [Options...] [CommandLine]",
];
const known = new Set(["-d", "-e", "-l", "-s", "-t", "-u", "--"]);
const knownLong =
  /^--(?:cd|distribution|exec|export|help|import|list|set-default|set-version|set-default-version|shutdown|terminate|unregister|user)$/;

/** What it prints itself; null: it is as today's in this. */
export async function runInbox(line: string, around: InboxSurroundings): Promise<number | null> {
  const option = firstArgument(line);
  if (option.startsWith("-") && !known.has(option) && !knownLong.test(option)) {
    await say([`Invalid command line option: ${option}`, ...usage], around);
    return ownFailure;
  }
  if (option === "--help") {
    await say(usage, around);
    return ownFailure;
  }
  if (option !== "-l" && option !== "--list") return null;
  const isVerbose = / (?:-v|--verbose)\b/.test(line);
  return isVerbose ? table(await around.list(), around) : names(await around.list(), line, around);
}

async function table(entries: readonly InstanceEntry[], around: InboxSurroundings): Promise<number> {
  if (entries.length === 0) return none(around);
  const width = Math.max(4, ...entries.map(({ name }) => name.length)) + 4;
  const rows = entries
    .toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault))
    .map(
      ({ name, state, version, isDefault }) =>
        `${isDefault ? "*" : " "} ${name.padEnd(width)}${state.padEnd(16)}${version}`,
    );
  await say([`  ${"NAME".padEnd(width)}${"STATE".padEnd(16)}VERSION`, ...rows], around);
  return 0;
}

async function names(
  entries: readonly InstanceEntry[],
  line: string,
  around: InboxSurroundings,
): Promise<number> {
  const isQuiet = / (?:-q|--quiet)\b/.test(line);
  if (entries.length === 0) return isQuiet ? 0 : none(around);
  const header = isQuiet ? [] : ["Windows Subsystem for Linux Distributions:"];
  const shown = entries.map(({ name, isDefault }) => (isDefault && !isQuiet ? `${name} (Default)` : name));
  await say([...header, ...shown], around);
  return 0;
}

async function none(around: InboxSurroundings): Promise<number> {
  await say(
    [
      "Windows Subsystem for Linux has no installed distributions.",
      "Distributions can be installed by visiting the Microsoft Store:",
      "https://aka.ms/wslstore",
    ],
    around,
  );
  return ownFailure;
}

async function say(lines: readonly string[], { stdout }: InboxSurroundings): Promise<void> {
  await stdout.write(Buffer.from(lines.map((line) => `${line}\r\r\n`).join(""), "utf16le"));
}
