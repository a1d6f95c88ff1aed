import { execFileSync } from "node:child_process";
import { isatty } from "node:tty";
import type { InitResize } from "../protocol.ts";

/** The console that wsl.exe runs in, if it does. */
export interface WslConsole {
  size(): InitResize;
  /** Tells of every new size until the process ends. */
  onResize(tell: (size: InitResize) => void): void;
}

export const processConsole: WslConsole = {
  size: () => ({ rows: process.stdout.rows ?? 30, columns: process.stdout.columns ?? 120 }),
  onResize: (tell) => void process.stdout.on("resize", () => tell(processConsole.size())),
};

/**
 * Every key goes to the command, and what it writes goes out as it is. Node's own raw mode still turns LF into CR LF,
 * which the command's terminal has done already. The answer puts things back.
 */
export function enterRawMode(): () => void {
  if (!isatty(0)) return () => undefined;
  const stty = (...args: string[]) =>
    execFileSync("stty", args, { stdio: [0, "pipe", "ignore"], timeout: 5_000, encoding: "utf8" });
  const before = stty("-g").trim();
  stty("raw", "-echo");
  return () => void stty(before);
}
