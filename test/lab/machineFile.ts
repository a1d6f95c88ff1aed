import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { WindowsMachine } from "./protocol.ts";

/** A usual Windows. */
export const defaultMachine: WindowsMachine = {
  language: "en-US",
  wsl: "installed",
  hasWsl1: false,
  wslVersion: "2.9.4.0",
  faults: [],
  networkingMode: "nat",
  localhostForwarding: true,
  user: "dev",
  computerName: "DESKTOP-LAB",
  instanceIdleMs: 15_000,
  vmIdleMs: 60_000,
  relayPollMs: 1_000,
  installMs: 0,
  excludedPorts: [],
};

/** How the Windows of the lab at `home` is now. */
export function readMachine(home: string): WindowsMachine {
  const stored: unknown = JSON.parse(readFileSync(join(home, "machine.json"), "utf8"));
  return { ...defaultMachine, ...(stored as Partial<WindowsMachine>) };
}

/** Changes some of it; whoever reads meanwhile sees the old or the new. */
export function writeMachine(home: string, changes: Partial<WindowsMachine>): void {
  const file = join(home, "machine.json");
  let before: Partial<WindowsMachine> = {};
  try {
    before = readMachine(home);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
  writeFileSync(`${file}.new`, JSON.stringify({ ...before, ...changes }, null, 2));
  renameSync(`${file}.new`, file);
}
