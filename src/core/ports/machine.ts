/**
 * What the core needs of the world. Everything a port answers is data that can be written down and played back
 * (see platform/record), so a bug report, a test fixture and a demo are the same thing. Platform code implements
 * `Machine`; the core uses `Ports` (observed.ts), whose answers name the evidence they left.
 */
import type { SecretHandle } from "../model/secretHandle.ts";
import type { Outcome } from "../base/outcome.ts";
import type { Commands } from "./commands.ts";
import type { Door, GuestFailure } from "./door.ts";
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
  /** The name of the WSL instance that the product runs in; null or absent where it runs in none. */
  readonly wslInstance?: string | null | undefined;
}

/** What answers from inside one place: this machine, or a guest of it. */
export interface Guest {
  readonly facts: MachineFacts;
  readonly commands: Commands;
  readonly files: Files;
  readonly processes: Processes;
  readonly http: Http;
  readonly tcp: Tcp;
  readonly gateways: Gateways;
}

/** The places inside this machine. */
export interface Guests {
  /**
   * Opens a door, or takes the session that is open behind it. The caller makes sure that the place runs: opening
   * the door of a stopped WSL instance would boot it.
   */
  enter(door: Door, signal: AbortSignal): Promise<Outcome<Guest, GuestFailure>>;
  /** Closes every session, so that nothing is kept awake; resolves when their programs have ended. */
  leave(): Promise<void>;
}

/** The ports as platform code implements them. */
export interface Machine extends Guest {
  readonly guests: Guests;
  readonly secrets: SecretVault;
  readonly clock: Clock;
  readonly log: Log;
}
