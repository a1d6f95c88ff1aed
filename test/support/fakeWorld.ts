import { failed, success } from "../../src/core/base/outcome.ts";
import type { Catalogue } from "../../src/core/look.ts";
import { providers } from "../../src/core/discover/registry.ts";
import { rungs } from "../../src/core/probe/registry.ts";
import type { ExitCode } from "../../src/terminal/exitCode.ts";
import { main } from "../../src/terminal/main.ts";
import { wrongUse } from "../../src/terminal/problem.ts";
import type { World } from "../../src/terminal/world.ts";
import { fakeMachine, type FakeMachine, type FakeMachineScript } from "./fakeMachine.ts";

/** What one run of the command line wrote. */
export interface FakeRun {
  readonly exitCode: ExitCode;
  readonly stdout: string;
  readonly stderr: string;
  readonly files: ReadonlyMap<string, string>;
  readonly machine: FakeMachine;
}

export interface FakeWorldScript {
  readonly machine?: FakeMachineScript;
  readonly catalogue?: Partial<Catalogue>;
  readonly env?: Readonly<Record<string, string>>;
  /** Columns of the screen; without it the output is no screen. */
  readonly columns?: number;
  readonly inputs?: Readonly<Record<string, string>>;
  readonly cancelled?: AbortSignal;
}

/** Runs the command line in memory, on a scripted machine, with no rules unless they are given. */
export async function runFake(args: readonly string[], script: FakeWorldScript = {}): Promise<FakeRun> {
  const written = { stdout: "", stderr: "" };
  const files = new Map<string, string>();
  const machine = fakeMachine(script.machine);
  const output = (name: "stdout" | "stderr"): World["stdout"] => ({
    write: (text) => void (written[name] += text),
    isTty: script.columns !== undefined,
    columns: script.columns ?? null,
  });
  const world: World = {
    args,
    env: script.env ?? {},
    version: "1.2.3",
    stdout: output("stdout"),
    stderr: output("stderr"),
    catalogue: { providers, rungs, rules: [], ...script.catalogue },
    cancelled: script.cancelled ?? new AbortController().signal,
    openLive: async () => machine,
    openReplay: async (dir) => failed(wrongUse("not-a-recording", `${dir} holds no recording.`, "Make one.")),
    openRecorder: async (recorded) => success({ machine: recorded, flush: async () => success(7) }),
    readInput: async (name) => {
      const text = script.inputs?.[name];
      if (text === undefined)
        return failed(wrongUse("input-missing", `${name} does not exist.`, "Give a file."));
      return success(text);
    },
    writeFile: async (path, text) => {
      files.set(path, text);
      return success(undefined);
    },
  };
  const exitCode = await main(world);
  return { exitCode, ...written, files, machine };
}
