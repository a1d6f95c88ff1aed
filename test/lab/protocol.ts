/**
 * What the parts of the lab say to each other: wsl.exe and the Windows tools speak JSON lines with the service over
 * `<home>/service.sock`; whoever launches a command speaks with the init of its instance over a socket of its own.
 */

/** State column of `wsl -l -v`; anything but Running and Stopped is transitional. */
export type InstanceState =
  "Running" | "Stopped" | "Installing" | "Uninstalling" | "Converting" | "Exporting";

export interface InstanceEntry {
  readonly name: string;
  /** In braces, as in the registry. */
  readonly guid: string;
  readonly state: InstanceState;
  readonly isDefault: boolean;
  /** The WSL version: 2, or 1 for an entry that only stands in the list. */
  readonly version: 1 | 2;
  /** Windows path of the folder with the disk. */
  readonly basePath: string;
  readonly defaultUid: number;
  readonly flavor: string;
  readonly osVersion: string;
  /** Process 1 as the machine underneath numbers it; null while stopped. */
  readonly pid1: number | null;
  /** Windows processes that keep it awake: wsl.exe and wslhost.exe. */
  readonly clients: number;
}

/** The account that a command runs as. */
export interface Account {
  readonly name: string;
  readonly uid: number;
  readonly gid: number;
  readonly groups: readonly number[];
  readonly home: string;
  readonly shell: string;
}

/** Leave to start one command in an instance. The instance runs; it stays awake while the connection is open. */
export interface LaunchGrant {
  readonly name: string;
  /** Names the command to init; good for one. */
  readonly id: string;
  readonly initSocket: string;
  readonly account: Account;
  readonly env: Readonly<Record<string, string>>;
  /** False when the login session could not be started: the command then runs without a user bus. */
  readonly hasSession: boolean;
  /** Where the C: drive is mounted inside, such as `/mnt/c`; null when automount is off. */
  readonly driveRoot: string | null;
  /** Warnings that wsl.exe prints before the command runs. */
  readonly warnings: readonly Message[];
}

/** A text by its id in `wsl/texts/<locale>.json`, with what goes into its placeholders. */
export interface Message {
  readonly text: string;
  readonly params?: Readonly<Record<string, string>>;
}

/** Why the service refused; `path` is what stands behind "Error code:", null for errors without that line. */
export interface ServiceError extends Message {
  readonly path: string | null;
}

/** Every question to the service and the value of its answer. */
export interface ServiceCalls {
  list: { readonly ask: object; readonly answer: { readonly instances: readonly InstanceEntry[] } };
  /** The catalogue that `wsl --list --online` shows. */
  online: {
    readonly ask: object;
    readonly answer: {
      readonly distributions: readonly { readonly name: string; readonly friendlyName: string }[];
    };
  };
  install: {
    readonly ask: {
      readonly distribution: string | null;
      readonly name?: string;
      readonly location?: string;
    };
    readonly answer: { readonly name: string; readonly friendlyName: string };
  };
  import: {
    readonly ask: { readonly name: string; readonly location: string; readonly file: string };
    readonly answer: object;
  };
  export: { readonly ask: { readonly name: string; readonly file: string }; readonly answer: object };
  /** Boots the instance when it is stopped. Null stands for the default instance. */
  launch: {
    readonly ask: { readonly name: string | null; readonly user: string | null; readonly byGuid?: boolean };
    readonly answer: LaunchGrant;
  };
  terminate: { readonly ask: { readonly name: string }; readonly answer: object };
  unregister: { readonly ask: { readonly name: string }; readonly answer: object };
  setDefault: { readonly ask: { readonly name: string }; readonly answer: object };
  setDefaultUid: { readonly ask: { readonly name: string; readonly uid: number }; readonly answer: object };
  shutdown: { readonly ask: { readonly force: boolean }; readonly answer: object };
  info: { readonly ask: object; readonly answer: ServiceInfo };
  /** For tests: the utility VM, or one instance, is gone without any shutdown. */
  crash: { readonly ask: { readonly name: string | null }; readonly answer: object };
}

export interface ServiceInfo {
  readonly pid: number;
  readonly networkingMode: "nat" | "mirrored";
  /** True while the utility VM runs. */
  readonly isVmRunning: boolean;
  /** `/proc/<pid>/ns/net` of the network that all instances share; null while the VM is off. */
  readonly vmNetwork: string | null;
  readonly vmBoots: number;
  /** How many wslhost.exe there are: one for each command of which something still runs. */
  readonly hosts: number;
  /** Ports that wslrelay.exe forwards, and those that it could not bind. */
  readonly relays: readonly { readonly family: "ipv4" | "ipv6"; readonly port: number }[];
  readonly failedRelays: readonly {
    readonly family: "ipv4" | "ipv6";
    readonly port: number;
    readonly why: string;
  }[];
}

/**
 * First line on a connection to init; the streams come before the control connection of the same id. On `hold` init
 * writes a line feed when the command starts, and closes it when the last descendant of the command is gone.
 */
export type InitHello =
  | { readonly id: string; readonly stream: "stdin" | "stdout" | "stderr" | "hold" }
  | ({ readonly id: string; readonly stream: "control" } & InitCommand)
  /** Starts `/bin/login -f <user>` on a pty of its own, so that systemd has a session; closed when that ends. */
  | { readonly stream: "login"; readonly user: string };

/** Later lines on the control connection: the console has another size now. */
export interface InitResize {
  readonly rows: number;
  readonly columns: number;
}

/** What init is to run. It answers on the control connection with `{"status": <wait status>}`. */
export interface InitCommand {
  readonly path: string;
  readonly argv: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly account: Account;
  /** Which of stdin, stdout and stderr are the terminal. */
  readonly tty: readonly [boolean, boolean, boolean];
  readonly rows: number;
  readonly columns: number;
}

/**
 * How the Windows of the lab is: every tool reads `<home>/machine.json` when it starts, the service at every question.
 * What is left out has the default.
 */
export interface WindowsMachine {
  /** Language of WSL's own texts and of Windows' system texts. Default en-US. */
  readonly language: string;
  /** `stub`: WSL is not installed; `outdated`: its package must be updated; `inbox`: the wsl.exe of Windows 10. */
  readonly wsl: "installed" | "stub" | "outdated" | "inbox";
  /** The optional component for WSL1 is on. Default false, as on most Windows 11: `wsl --status` then says so. */
  readonly hasWsl1: boolean;
  /** As `wsl --version` says. Default 2.9.4.0. */
  readonly wslVersion: string;
  /** Faults of wsl.exe and its service that are on. */
  readonly faults: readonly WslFault[];
  readonly networkingMode: "nat" | "mirrored";
  readonly localhostForwarding: boolean;
  readonly user: string;
  readonly computerName: string;
  readonly instanceIdleMs: number;
  readonly vmIdleMs: number;
  /** How often the relay looks for new listeners. Real: 1000. */
  readonly relayPollMs: number;
  /** How long a new instance is seen as Installing. Real: a minute or so for download and extraction. */
  readonly installMs: number;
  /**
   * Port ranges that `netsh int ipv4 show excludedportrange` tells. wslrelay.exe binds nothing in them; the kernel
   * underneath would let other programs.
   */
  readonly excludedPorts: readonly (readonly [number, number])[];
}

export type WslFault =
  /** list, status and launch hang together; `--version` answers. */
  | "service-hung"
  /** The next launch fails with E_UNEXPECTED, later ones go well. */
  | "unexpected-once"
  | "virtualization-off"
  | "no-network"
  /** `--install` says so, exits 0 and registers nothing. */
  | "reboot-needed"
  | "disk-full";
