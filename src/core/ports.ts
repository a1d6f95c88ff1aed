/**
 * What the core needs of the world. Everything a port answers is data that can be written down and played back
 * (see platform/record), so a bug report, a test fixture and a demo are the same thing.
 *
 * Each asking method comes in two forms: platform code implements the raw form (`Machine`), and the core uses
 * the observed form (`Ports`), whose answers name the evidence they left (see core/evidence/observePorts.ts).
 */
import type { Outcome } from "./base/outcome.ts";
import type { EvidenceId } from "./model/ids.ts";
import type { SecretHandle } from "./model/secretHandle.ts";

/** One program to run, as data. Never a shell string. */
export interface CommandSpec {
  /** A bare name is looked up on PATH; the working directory is never searched. */
  readonly program: string;
  readonly args: readonly string[];
  /** Added to the inherited environment. Never holds a secret. */
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
  /** After this the whole process tree is killed and the answer is `timed-out`. */
  readonly timeoutMs: number;
  /** Output beyond this is cut in the middle, head and tail kept. Default 4 MiB. */
  readonly maxOutputBytes?: number;
  readonly encoding?: "utf8" | "utf16le";
  /** Names the question in evidence when the argv would be long or unstable; default: the argv. */
  readonly label?: string;
}

/** What a program that ran to its end left behind. A non-zero exit code is an answer, not a failure. */
export interface CommandResult {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
  readonly truncated: boolean;
}

export type CommandFailure =
  | { readonly reason: "not-found" | "no-permission"; readonly detail: string }
  /** Killed at its time limit; what it had printed until then is kept. */
  | {
      readonly reason: "timed-out";
      readonly detail: string;
      readonly stdout: string;
      readonly stderr: string;
    }
  | { readonly reason: "signal"; readonly detail: string; readonly stdout: string; readonly stderr: string }
  | { readonly reason: "aborted" | "not-recorded"; readonly detail: string };

export interface Commands {
  run(spec: CommandSpec, signal: AbortSignal): Promise<Outcome<CommandResult, CommandFailure>>;
}

export interface FileFailure {
  readonly reason:
    "not-found" | "no-permission" | "not-a-file" | "too-large" | "not-text" | "io" | "not-recorded";
  readonly detail: string;
}

/** What `stat` tells of a path. */
export interface FileFacts {
  readonly kind: "file" | "directory" | "other";
  readonly sizeBytes: number;
  /** Permission bits, such as 0o600. */
  readonly mode: number;
  readonly uid: number;
  /** Epoch milliseconds. */
  readonly modifiedAt: number;
}

export interface Files {
  /** Reads a UTF-8 text file of at most `maxBytes` (default 4 MiB). A BOM is kept. */
  read(path: string, maxBytes?: number): Promise<Outcome<string, FileFailure>>;
  stat(path: string): Promise<Outcome<FileFacts, FileFailure>>;
  /** The names in a directory, sorted. */
  list(path: string): Promise<Outcome<readonly string[], FileFailure>>;
  /** The path with every symbolic link resolved. */
  realPath(path: string): Promise<Outcome<string, FileFailure>>;
}

/** One process as the kernel shows it. */
export interface ProcessEntry {
  readonly pid: number;
  readonly parentPid: number;
  readonly uid: number;
  /** Kernel name, at most 15 characters on Linux. */
  readonly name: string;
  /** Arguments as the process shows them; a process that set its title shows that as the only one. */
  readonly args: readonly string[];
  /** The executable's path; null when it may not be read. */
  readonly executable: string | null;
  /** Control group path (Linux); null elsewhere. */
  readonly cgroup: string | null;
  /** Inodes of the sockets it holds; null when its descriptors may not be read. */
  readonly socketInodes: readonly number[] | null;
  /** Epoch milliseconds; null when it cannot be told. */
  readonly startedAt: number | null;
  /** Kernel state letter: R, S, D, Z, T (stopped) …; null elsewhere. */
  readonly state: string | null;
}

export interface ProcessFailure {
  readonly reason: "no-permission" | "not-found" | "unsupported" | "not-recorded";
  readonly detail: string;
}

export interface Processes {
  list(): Promise<Outcome<readonly ProcessEntry[], ProcessFailure>>;
  /**
   * The named variables of a process's environment; names that are not set are absent. `self` is the process
   * that the product runs in, and stands for the user's own shell.
   */
  environment(
    pid: number | "self",
    names: readonly string[],
  ): Promise<Outcome<Readonly<Record<string, string>>, ProcessFailure>>;
}

export interface HttpRequest {
  readonly method: "GET" | "HEAD";
  readonly url: string;
  readonly timeoutMs: number;
  /** Body bytes kept; the rest is not read. Default 64 KiB. */
  readonly maxBodyBytes?: number;
}

export interface HttpReply {
  readonly status: number;
  /** Lower-cased `content-type` without parameters; empty when absent. */
  readonly contentType: string;
  readonly body: string;
  readonly truncated: boolean;
}

export interface NetworkFailure {
  readonly reason:
    | "refused"
    | "timed-out"
    | "reset"
    | "unreachable"
    | "not-http"
    | "tls"
    | "name-not-found"
    | "aborted"
    | "other"
    | "not-recorded";
  /** The system's own code and text: `ECONNREFUSED connect 127.0.0.1:18789`. */
  readonly detail: string;
}

export interface Http {
  request(request: HttpRequest, signal: AbortSignal): Promise<Outcome<HttpReply, NetworkFailure>>;
}

export interface Tcp {
  /** Connects and closes at once; nothing is sent. */
  connect(
    host: string,
    port: number,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<{ readonly elapsedMs: number }, NetworkFailure>>;
}

/** Why a WebSocket could not be opened or gave no challenge. */
export type DialFailure =
  | NetworkFailure
  /** Answered the upgrade with plain HTTP: not a gateway, or a proxy without upgrade headers. */
  | { readonly reason: "upgrade-rejected"; readonly detail: string; readonly status: number }
  /** The socket opened but no `connect.challenge` came in time. */
  | { readonly reason: "no-challenge"; readonly detail: string }
  | { readonly reason: "closed"; readonly detail: string; readonly close: SocketClose };

/** How a WebSocket ended. 1006 means that no close frame came: transport, never authentication. */
export interface SocketClose {
  readonly code: number;
  readonly reason: string;
}

/** Why the gateway did not accept a `connect`; codes of the gateway's own protocol. */
export interface ConnectFailure {
  readonly reason:
    | "device-identity-required"
    | "token-missing"
    | "token-mismatch"
    | "password-missing"
    | "password-mismatch"
    | "device-token-mismatch"
    | "scope-mismatch"
    | "rate-limited"
    | "pairing-required"
    | "device-signature-rejected"
    | "device-identity-mismatch"
    | "origin-not-allowed"
    | "protocol-mismatch"
    | "invalid-frame"
    | "proxy-attribution-required"
    | "starting"
    | "auth-changed"
    | "restarting"
    | "frame-too-large"
    | "handshake-timeout"
    | "abnormal-closure"
    | "rejected"
    | "no-answer"
    | "aborted"
    | "not-recorded";
  /** The gateway's own words. */
  readonly detail: string;
  /** `error.details.code`, or `error.code` where there is none; null when the socket just closed. */
  readonly code: string | null;
  readonly close: SocketClose | null;
  /** Milliseconds after which the gateway wants to be asked again; null when it does not say. */
  readonly retryAfterMs: number | null;
  /** From `error.details` (the close reason is cut at 120 bytes). */
  readonly pairing: { readonly requestId: string; readonly reason: string; readonly deviceId: string } | null;
  /** For `protocol-mismatch`. */
  readonly expectedProtocol: number | null;
}

/** What the product sends to log in. */
export interface ConnectRequest {
  readonly client: { readonly id: string; readonly mode: string };
  readonly role: "operator" | "node";
  readonly scopes: readonly string[];
  /** Null sends no credential. The value is looked up in the vault at the last moment. */
  readonly credential: SecretHandle | null;
  readonly credentialKind: "token" | "password" | "device-token";
  /** Signs the challenge with this identity from the device store; null connects without a device. */
  readonly device: string | null;
  readonly minProtocol: number;
  readonly maxProtocol: number;
  readonly timeoutMs: number;
}

/** What the gateway says of itself when it accepts a `connect`. */
export interface Hello {
  readonly protocol: number;
  readonly version: string;
  readonly bootId: string | null;
  readonly uptimeMs: number | null;
  readonly methods: readonly string[];
  readonly authMethod: string;
  readonly role: string;
  readonly scopes: readonly string[];
  readonly configPath: string | null;
  readonly stateDir: string | null;
  readonly authMode: string | null;
  /** Handle of the device token that was issued, if any. */
  readonly deviceToken: SecretHandle | null;
}

/** Why a call over an accepted connection gave no result. */
export interface CallFailure {
  readonly reason: "refused" | "timed-out" | "closed" | "aborted" | "not-recorded";
  /** The gateway's error code (`FORBIDDEN`, `INVALID_REQUEST`, `UNAVAILABLE`), or null. */
  readonly code: string | null;
  readonly detail: string;
  readonly close: SocketClose | null;
}

/** An open WebSocket to a gateway. Always close it. */
export interface GatewayDialog {
  readonly challenge: { readonly nonce: string; readonly issuedAt: number };
  connect(request: ConnectRequest, signal: AbortSignal): Promise<Outcome<Hello, ConnectFailure>>;
  /** Calls one method. The result is the gateway's JSON with secrets still in it: parse it, never show it. */
  call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Outcome<unknown, CallFailure>>;
  /** Resolves when the socket is gone; never rejects. */
  close(): Promise<void>;
}

export interface Gateways {
  /** Opens the socket and waits for the challenge; sends nothing. */
  dial(url: string, timeoutMs: number, signal: AbortSignal): Promise<Outcome<GatewayDialog, DialFailure>>;
}

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

/** An answer together with the evidence it left. */
export type Witnessed<O> = O & { readonly evidence: EvidenceId };

/** A port whose every asking method names its evidence. */
export type Observed<P> = {
  readonly [K in keyof P]: P[K] extends (...args: infer A) => Promise<infer O>
    ? (...args: A) => Promise<Witnessed<O>>
    : P[K];
};

/** The ports as the core uses them. */
export interface Ports {
  readonly facts: MachineFacts;
  readonly commands: Observed<Commands>;
  readonly files: Observed<Files>;
  readonly processes: Observed<Processes>;
  readonly http: Observed<Http>;
  readonly tcp: Observed<Tcp>;
  readonly gateways: ObservedGateways;
  readonly secrets: SecretVault;
  readonly clock: Clock;
  readonly log: Log;
}

export interface ObservedGateways {
  dial(
    url: string,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Witnessed<Outcome<ObservedDialog, DialFailure>>>;
}

export interface ObservedDialog extends Pick<GatewayDialog, "challenge" | "close"> {
  connect(request: ConnectRequest, signal: AbortSignal): Promise<Witnessed<Outcome<Hello, ConnectFailure>>>;
  call(
    method: string,
    params: Readonly<Record<string, unknown>>,
    timeoutMs: number,
    signal: AbortSignal,
  ): Promise<Witnessed<Outcome<unknown, CallFailure>>>;
}
