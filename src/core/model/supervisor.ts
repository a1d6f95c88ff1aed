/** Who owns a gateway process. */
export type SupervisorKind =
  | "systemd-user"
  | "systemd-system"
  | "launchd"
  | "scheduled-task"
  | "startup-folder"
  | "container-engine"
  | "foreground";

/** One supervisor that owns, or would own, a gateway. */
export interface Supervisor {
  readonly id: string;
  readonly kind: SupervisorKind;
  /** Unit, task or container name; the command line's short form for a foreground run. */
  readonly name: string;
  /** As the supervisor says it: systemd's ActiveState/SubState and so on; null when it could not be asked. */
  readonly state: SupervisorState | null;
  /** Why `state` is null. */
  readonly unseenBecause: string | null;
  /** The unit file and its drop-ins, in the order they are read. */
  readonly files: readonly string[];
  /** The program and arguments it starts, secrets redacted. */
  readonly execStart: readonly string[];
  /** The port that its arguments or environment pin, or null. */
  readonly port: number | null;
  /** The state directory of its gateway, which may not listen yet; null or absent where it cannot be told. */
  readonly stateDir?: string | null;
}

export interface SupervisorState {
  /** systemd ActiveState: active, activating, deactivating, inactive, failed. */
  readonly active: string;
  /** systemd SubState: running, auto-restart, dead, failed … */
  readonly sub: string;
  /** systemd Result: success, exit-code, signal, start-limit-hit … */
  readonly result: string;
  /** systemd LoadState: loaded, not-found, masked … */
  readonly load: string;
  readonly mainPid: number | null;
  /** Epoch milliseconds at which that process started; null or absent when it cannot be told. */
  readonly startedAt?: number | null;
  readonly restarts: number | null;
  readonly exitStatus: number | null;
  readonly enabled: boolean | null;
  readonly needsDaemonReload: boolean;
}
