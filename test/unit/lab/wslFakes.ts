/** wsl.exe of the lab with a service and an init that answer what a test says. */
import { join } from "node:path";
import { PassThrough } from "node:stream";
import { defaultMachine } from "../../lab/machineFile.ts";
import type {
  InitCommand,
  InstanceEntry,
  LaunchGrant,
  ServiceCalls,
  ServiceError,
  WindowsMachine,
} from "../../lab/protocol.ts";
import { rawCommandLine } from "../../lab/wsl/commandLine.ts";
import { WslFailure } from "../../lab/wsl/failure.ts";
import { runInbox } from "../../lab/wsl/inbox.ts";
import { openOutput, type Sink } from "../../lab/wsl/output.ts";
import { runStub } from "../../lab/wsl/stub.ts";
import type { WslService } from "../../lab/wsl/surroundings.ts";
import { loadTexts } from "../../lab/wsl/texts.ts";
import { runWsl } from "../../lab/wsl/wslMain.ts";
import { type FakeCommand, startFakeInit } from "./wslFakeInit.ts";

export interface FakeInstance {
  readonly name: string;
  readonly state?: InstanceEntry["state"];
  readonly version?: 1 | 2;
  readonly isDefault?: boolean;
}

export interface FakeWorld {
  readonly machine?: Partial<WindowsMachine>;
  readonly env?: Readonly<Record<string, string>>;
  readonly instances?: readonly FakeInstance[];
  readonly catalogue?: ServiceCalls["online"]["answer"]["distributions"];
  /** What the service refuses, by call. */
  readonly refusals?: { readonly [Name in keyof ServiceCalls]?: ServiceError };
  readonly grant?: Partial<LaunchGrant>;
  readonly command?: FakeCommand;
  readonly folder?: string;
  readonly stdin?: string;
  readonly hasConsole?: boolean;
  /** Where `C:\` lies. */
  readonly drive?: string;
}

/** How wsl.exe comes to write a sample. */
export interface Scenario extends FakeWorld {
  /** Each writes the sample. */
  readonly commands: readonly (readonly string[])[];
  /** The sample is the end of what is written: the lines of download and installation stand before the error. */
  readonly isTail?: boolean;
}

export interface WslRun {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: Buffer;
  /** What init was asked to run. */
  readonly commands: readonly InitCommand[];
  readonly asked: readonly { readonly call: string; readonly ask: unknown }[];
  readonly installed: boolean;
}

export const account = {
  name: "dev",
  uid: 1000,
  gid: 1000,
  groups: [1000],
  home: "/home/dev",
  shell: "/bin/bash",
};

/** Runs wsl.exe in this process. */
export async function runFake(argv: readonly string[], world: FakeWorld = {}): Promise<WslRun> {
  const machine = { ...defaultMachine, ...world.machine };
  const texts = loadTexts(machine.language, machine.wslVersion);
  const stdout = keep(world.hasConsole ?? false);
  const stderr = keep(world.hasConsole ?? false);
  const stdin = Object.assign(new PassThrough(), { isTTY: world.hasConsole ?? false });
  if (!stdin.isTTY || world.stdin !== undefined) stdin.end(world.stdin);
  const asked: WslRun["asked"][number][] = [];
  const init = await startFakeInit(world.command ?? {});
  const service = async () => fakeService(world, init.path, asked);
  let installed = false;
  const run = async (): Promise<number> => {
    if (machine.wsl === "stub" || machine.wsl === "outdated") {
      const installWsl = () => {
        installed = true;
      };
      return runStub(argv, { machine, texts, stdin, stderr, installWsl, promptMs: 20 });
    }
    if (machine.wsl === "inbox") {
      const list = async () => entriesOf(world);
      const code = await runInbox(rawCommandLine(argv), { stdout, list });
      if (code !== null) return code;
    }
    return runWsl(rawCommandLine(argv), {
      machine,
      texts,
      env: world.env ?? {},
      folder: world.folder ?? "C:\\Windows",
      output: openOutput({ stdout, stderr, env: world.env ?? {}, texts }),
      stdin,
      console: { size: () => ({ rows: 30, columns: 120 }), onResize: () => undefined },
      service,
      openService: service,
      localPath: (path) => localPath(world.drive ?? "/nowhere", path),
    });
  };
  try {
    const code = await run();
    return {
      code,
      stdout: stdout.bytes(),
      stderr: stderr.bytes(),
      commands: init.commands,
      asked,
      installed,
    };
  } finally {
    init.stop();
  }
}

function localPath(drive: string, path: string): string | null {
  const found = /^c:[\\/](.*)$/i.exec(path);
  return found === null ? null : join(drive, ...(found[1] ?? "").split("\\"));
}

function keep(isConsole: boolean): Sink & { bytes(): Buffer } {
  const chunks: Uint8Array[] = [];
  return {
    isConsole,
    bytes: () => Buffer.concat(chunks),
    write: async (bytes) => {
      chunks.push(bytes);
    },
  };
}

function fakeService(world: FakeWorld, initSocket: string, asked: WslRun["asked"][number][]): WslService {
  const answers: { readonly [Name in keyof ServiceCalls]?: (ask: ServiceCalls[Name]["ask"]) => object } = {
    list: () => ({ instances: entriesOf(world) }),
    online: () => ({ distributions: world.catalogue ?? [] }),
    install: ({ distribution, name }) => ({ name: name ?? distribution, friendlyName: distribution }),
    launch: ({ name }) => ({
      name: name ?? "Ubuntu",
      id: "1",
      initSocket,
      account,
      env: { HOME: account.home },
      hasSession: true,
      driveRoot: "/mnt/c",
      warnings: [],
      ...world.grant,
    }),
  };
  return {
    close: () => undefined,
    async call(name, ask) {
      asked.push({ call: name, ask });
      const refusal = world.refusals?.[name];
      if (refusal !== undefined) throw new WslFailure(refusal);
      const answer: unknown = answers[name]?.(ask) ?? {};
      return answer as never;
    },
  };
}

export function entriesOf(world: FakeWorld): InstanceEntry[] {
  return (world.instances ?? []).map(
    ({ name, state = "Stopped", version = 2, isDefault = false }, index) => ({
      name,
      guid: `{00000000-0000-0000-0000-${String(index).padStart(12, "0")}}`,
      state,
      isDefault,
      version,
      basePath: `C:\\wsl\\${name}`,
      defaultUid: 1000,
      flavor: "ubuntu",
      osVersion: "24.04",
      pid1: null,
      clients: 0,
    }),
  );
}
