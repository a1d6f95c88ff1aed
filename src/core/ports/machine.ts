/**
 * What the core needs of the world. Everything a port answers is data that can be written down and played back
 * (see platform/record), so a bug report, a test fixture and a demo are the same thing. Platform code implements
 * `Machine`; the core uses `Ports` (observed.ts), whose answers name the evidence they left.
 */
import type { SecretHandle } from "../model/secretHandle.ts";
import type { Commands } from "./commands.ts";
import type { Files } from "./files.ts";
import type { Gateways } from "./gatewayDialog.ts";
import type { Http, Tcp } from "./network.ts";
import type { Processes } from "./processes.ts";

/** Keeps secret values out of the core: a value goes in, a handle comes out. */
export interface SecretVault {
  /** Remembers a value, so that `redact` removes it everywhere, and returns its handle. */
  keep(value: string): SecretHandle;
  /** Replaces every kept value, and everything that looks like a secret, by its placeholder. */
  redact(text: string): string;
}

export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Milliseconds of a clock that never jumps; for measuring. */
  elapsed(): number;
  sleep(ms: number, signal: AbortSignal): Promise<void>;
}

/** Structurally a subset of VS Code's LogOutputChannel. */
export interface Log {
  trace(message: string, ...args: unknown[]): void;
  debug(message: string, ...args: unknown[]): void;
  info(message: string, ...args: unknown[]): void;
  warn(message: string, ...args: unknown[]): void;
  error(message: string, ...args: unknown[]): void;
}

/** Unchanging facts of the machine that the product runs on. */
export interface MachineFacts {
  readonly platform: "linux" | "win32" | "darwin";
  readonly hostname: string;
  /** Kernel release on Linux, build on Windows. */
  readonly release: string;
  readonly uid: number;
  readonly userName: string;
  readonly homeDir: string;
  /** The account's own home, whatever HOME says. */
  readonly accountHomeDir: string;
  readonly tempDir: string;
  readonly cores: number;
  /** PATH, split. */
  readonly path: readonly string[];
  /** The `--profile` given to this program, or null. */
  readonly profile: string | null;
  /** The token that the user has stored for this product itself (VS Code's secret storage), or null. */
  readonly storedToken: SecretHandle | null;
}

/** The ports as platform code implements them. */
export interface Machine {
  readonly facts: MachineFacts;
  readonly commands: Commands;
  readonly files: Files;
  readonly processes: Processes;
  readonly http: Http;
  readonly tcp: Tcp;
  readonly gateways: Gateways;
  readonly secrets: SecretVault;
  readonly clock: Clock;
  readonly log: Log;
}
