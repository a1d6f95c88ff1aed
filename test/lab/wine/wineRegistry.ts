/** What the lab's Windows has in its registry, written into that of Wine, which Wine's own reg.exe then reads. */
import { watch } from "node:fs";
import { writeFile } from "node:fs/promises";
import { readMachine } from "../machineFile.ts";
import { serviceInfo } from "../windows/labService.ts";
import { registryValues } from "../windows/registryHive.ts";
import { readWindowsState, type RegistryValue } from "../windows/windowsState.ts";

/** Keys that hold nothing but what the lab says; whatever is in them goes before it is written anew. */
const ownKeys = [
  "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss",
  "HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss",
  "HKEY_LOCAL_MACHINE\\SYSTEM\\CurrentControlSet\\Services\\PortProxy",
];

/** Files of the lab that the registry follows from. */
const sources = /^(?:registry|machine|windows)\.json$/;
const settleMs = 50;

export interface WineRegistry {
  /** Writes what has changed since the last time. */
  update(): Promise<void>;
  close(): void;
}

/** Keeps Wine's registry up to date. `importFile` runs `reg.exe import` in there. */
export function wineRegistry(
  home: string,
  file: string,
  importFile: (file: string) => Promise<void>,
): WineRegistry {
  let written = "";
  let last: Promise<void> = Promise.resolve();
  const write = async () => {
    const facts = { home, machine: readMachine(home), state: readWindowsState(home) };
    const text = registryFile(registryValues({ ...facts, info: await serviceInfo(home) }));
    if (text === written) return;
    // With its mark, since reg.exe takes a file without one for ANSI.
    await writeFile(file, `\uFEFF${text}`, "utf16le");
    await importFile(file);
    written = text;
  };
  const update = () => (last = last.catch(() => undefined).then(write));
  let timer: NodeJS.Timeout | undefined;
  const watcher = watch(home, (_event, name) => {
    if (name === null || !sources.test(name)) return;
    clearTimeout(timer);
    // Fails only when the lab is on its way down, or with what the next update will tell.
    timer = setTimeout(() => void update().catch(() => undefined), settleMs);
  });
  watcher.unref();
  return {
    update,
    close() {
      clearTimeout(timer);
      watcher.close();
    },
  };
}

/** As regedit exports it. */
export function registryFile(values: readonly RegistryValue[]): string {
  const keys = new Map<string, string[]>();
  for (const value of values) {
    const lines = keys.get(value.key) ?? [];
    if (value.name !== "" || value.data !== "") lines.push(`${nameOf(value)}=${dataOf(value)}`);
    keys.set(value.key, lines);
  }
  const blocks = [...keys].map(([key, lines]) => [`[${key}]`, ...lines]);
  return ["Windows Registry Editor Version 5.00", ...ownKeys.map((key) => `[-${key}]`)]
    .map((line) => `${line}\r\n\r\n`)
    .concat(blocks.map((lines) => `${lines.join("\r\n")}\r\n\r\n`))
    .join("");
}

function nameOf({ name }: RegistryValue): string {
  return name === "" || name === "(Default)" ? "@" : quoted(name);
}

const dataOf = ({ type, data }: RegistryValue): string => writers[type](data);

const writers: Readonly<Record<RegistryValue["type"], (data: string) => string>> = {
  REG_SZ: quoted,
  REG_DWORD: (data) => `dword:${Number(data).toString(16).padStart(8, "0")}`,
  REG_EXPAND_SZ: (data) => `hex(2):${hex(`${data}\0`)}`,
  // reg.exe prints the strings with \0 between them.
  REG_MULTI_SZ: (data) => `hex(7):${hex(`${data.replaceAll("\\0", "\0")}\0\0`)}`,
};

function quoted(text: string): string {
  return `"${text.replaceAll(/["\\]/g, "\\$&")}"`;
}

function hex(text: string): string {
  return [...Buffer.from(text, "utf16le")].map((byte) => byte.toString(16).padStart(2, "0")).join(",");
}
