import { failed, success, type Outcome } from "../../src/core/base/outcome.ts";
import { EvidenceBook } from "../../src/core/evidence/evidenceBook.ts";
import { observePorts } from "../../src/core/evidence/observePorts.ts";
import type { CommandFailure, CommandResult, CommandSpec } from "../../src/core/ports/commands.ts";
import type { GuestFailure } from "../../src/core/ports/door.ts";
import type { DialFailure } from "../../src/core/ports/gatewayDialog.ts";
import type { Machine, MachineFacts } from "../../src/core/ports/machine.ts";
import type { HttpReply, NetworkFailure } from "../../src/core/ports/network.ts";
import type { Ports } from "../../src/core/ports/observed.ts";
import type { ProcessEntry, ProcessFailure } from "../../src/core/ports/processes.ts";
import { FakeClock } from "./fakeClock.ts";
import { fakeFiles, type FakeFileTree } from "./fakeFiles.ts";
import { fakeGateways, type FakeGateway } from "./fakeGateways.ts";
import { FakeLog } from "./fakeLog.ts";
import { FakeVault } from "./fakeVault.ts";

/** A scripted process; what is left out gets a plain default. */
export type FakeProcess = Pick<ProcessEntry, "pid"> & Partial<ProcessEntry>;

/** What a program prints; a plain string is its standard output with exit code 0. */
export type FakeCommand = string | Partial<CommandResult> | CommandFailure;

/** What a URL answers; a plain string is a JSON body with status 200. */
export type FakeReply = string | Partial<HttpReply> | NetworkFailure | typeof hang;

/** The answer of a program that accepts a connection and says nothing: the time limit runs out. */
export const hang = Symbol("hang");

/** Everything a fake machine answers. What is not scripted is absent, refused or not found, as in life. */
export interface FakeMachineScript {
  readonly facts?: Partial<MachineFacts>;
  readonly files?: FakeFileTree;
  readonly processes?: readonly FakeProcess[] | ProcessFailure;
  /** By pid; `self` stands for the user's shell. A process without an entry may not be read. */
  readonly environments?: Readonly<Partial<Record<number | "self", Readonly<Record<string, string>>>>>;
  /** By program and arguments joined with blanks; a key that ends in ` *` matches any further arguments. */
  readonly commands?: Readonly<Record<string, FakeCommand>>;
  /** By URL. */
  readonly http?: Readonly<Record<string, FakeReply>>;
  /** By `host:port`: milliseconds until connected, or the failure. */
  readonly tcp?: Readonly<Record<string, number | NetworkFailure>>;
  /** By `ws://` URL. */
  readonly gateways?: Readonly<Record<string, FakeGateway | DialFailure>>;
  /** By namespace: what answers behind the door. */
  readonly guests?: Readonly<Record<string, FakeMachineScript | GuestFailure>>;
}

/** A machine in memory. `asked` lists what was run or requested, in order. */
export interface FakeMachine extends Machine {
  readonly clock: FakeClock;
  readonly secrets: FakeVault;
  readonly log: FakeLog;
  readonly asked: readonly string[];
}

export function fakeMachine(script: FakeMachineScript = {}): FakeMachine {
  const clock = new FakeClock();
  const secrets = new FakeVault();
  const asked: string[] = [];
  const { processes = [] } = script;

  return {
    facts: { ...defaultFacts, ...script.facts },
    clock,
    secrets,
    log: new FakeLog(),
    asked,
    files: fakeFiles(script.files ?? {}),
    gateways: fakeGateways(script.gateways ?? {}, secrets),
    guests: {
      async enter({ namespace, program, args }) {
        asked.push(`enter ${namespace}: ${[program, ...args].join(" ")}`);
        const guest = script.guests?.[namespace];
        if (guest === undefined) return failed({ reason: "not-found", detail: `no guest ${namespace}` });
        return "reason" in guest ? failed(guest) : success(fakeMachine(guest));
      },
      leave: async () => void asked.push("leave"),
    },
    processes: {
      async list() {
        return "reason" in processes ? failed(processes) : success(processes.map(processEntry));
      },
      async environment(pid, names) {
        const all = script.environments?.[pid] ?? (pid === "self" ? {} : undefined);
        if (all !== undefined) {
          return success(Object.fromEntries(Object.entries(all).filter(([name]) => names.includes(name))));
        }
        const runs = !("reason" in processes) && processes.some((entry) => entry.pid === pid);
        const reason = runs ? "no-permission" : "not-found";
        return failed<ProcessFailure>({ reason, detail: `${reason} pid ${pid}` });
      },
    },
    commands: {
      async run(spec, signal) {
        asked.push([spec.program, ...spec.args].join(" "));
        if (signal.aborted) return failed({ reason: "aborted", detail: "aborted" });
        return commandAnswer(script.commands ?? {}, spec);
      },
    },
    http: {
      async request(request, signal) {
        asked.push(`${request.method} ${request.url}`);
        if (signal.aborted) return failed({ reason: "aborted", detail: "aborted" });
        const reply = script.http?.[request.url];
        if (reply === hang) {
          clock.advance(request.timeoutMs);
          return failed({ reason: "timed-out", detail: `no answer in ${request.timeoutMs} ms` });
        }
        return httpAnswer(reply);
      },
    },
    tcp: {
      async connect(host, port, _timeoutMs, signal) {
        asked.push(`tcp ${host}:${port}`);
        if (signal.aborted) return failed({ reason: "aborted", detail: "aborted" });
        const answer = script.tcp?.[`${host}:${port}`];
        if (answer === undefined)
          return failed({ reason: "refused", detail: `ECONNREFUSED ${host}:${port}` });
        return typeof answer === "number" ? success({ elapsedMs: answer }) : failed(answer);
      },
    },
  };
}

/** The observed ports of a fake machine, as discovery and rungs get them, with the book they write to. */
export function fakePorts(script: FakeMachineScript = {}): {
  readonly machine: FakeMachine;
  readonly ports: Ports;
  readonly book: EvidenceBook;
} {
  const machine = fakeMachine(script);
  const book = new EvidenceBook();
  return { machine, ports: observePorts(machine, book), book };
}

const defaultFacts: MachineFacts = {
  platform: "linux",
  hostname: "box",
  release: "6.12.0-test",
  uid: 1000,
  userName: "dev",
  homeDir: "/home/dev",
  accountHomeDir: "/home/dev",
  tempDir: "/tmp",
  cores: 2,
  path: ["/usr/local/bin", "/usr/bin", "/bin"],
  profile: null,
  storedToken: null,
};

function processEntry(entry: FakeProcess): ProcessEntry {
  return {
    parentPid: 1,
    uid: 1000,
    name: "node",
    args: [],
    executable: null,
    cgroup: "/",
    socketInodes: [],
    startedAt: null,
    state: "S",
    ...entry,
  };
}

function commandAnswer(
  script: Readonly<Record<string, FakeCommand>>,
  spec: CommandSpec,
): Outcome<CommandResult, CommandFailure> {
  const line = [spec.program, ...spec.args].join(" ");
  const key =
    line in script
      ? line
      : Object.keys(script).find(
          (pattern) => pattern.endsWith(" *") && line.startsWith(pattern.slice(0, -1)),
        );
  const answer = key === undefined ? undefined : script[key];
  if (answer === undefined) return failed({ reason: "not-found", detail: `ENOENT ${spec.program}` });
  if (typeof answer !== "string" && "reason" in answer) return failed(answer);
  const result = typeof answer === "string" ? { stdout: answer } : answer;
  return success({ exitCode: 0, stdout: "", stderr: "", truncated: false, ...result });
}

function httpAnswer(reply: Exclude<FakeReply, typeof hang> | undefined): Outcome<HttpReply, NetworkFailure> {
  if (reply === undefined) return failed({ reason: "refused", detail: "ECONNREFUSED" });
  if (typeof reply !== "string" && "reason" in reply) return failed(reply);
  const changed = typeof reply === "string" ? { body: reply } : reply;
  return success({
    status: 200,
    contentType: "application/json",
    body: "",
    truncated: false,
    ...changed,
  });
}
