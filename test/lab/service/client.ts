import { once } from "node:events";
import { connect } from "node:net";
import { join } from "node:path";
import { createInterface } from "node:readline";
import type { LaunchGrant, ServiceCalls } from "../protocol.ts";
import { ServiceFailure, type TextId } from "./errors.ts";
import { type InitResult, runByInit } from "./initClient.ts";
import type { ServiceAnswer, ServiceQuestion } from "./serviceServer.ts";

/** An open connection to the service. While it is open, what was launched over it counts as a running wsl.exe. */
export interface ServiceConnection {
  /** Throws a {@link ServiceFailure} when the service refuses. */
  call<Name extends keyof ServiceCalls>(
    name: Name,
    ask: ServiceCalls[Name]["ask"],
  ): Promise<ServiceCalls[Name]["answer"]>;
  close(): void;
}

/** Connects to the service of the lab at `home`. It hangs when the service hangs: `signal` ends that. */
export async function connectService(home: string, signal?: AbortSignal): Promise<ServiceConnection> {
  const socket = connect(join(home, "service.sock"));
  await once(socket, "connect", signal === undefined ? {} : { signal });
  socket.on("error", () => socket.destroy());
  signal?.addEventListener("abort", () => socket.destroy(), { once: true });
  const reader = createInterface({ input: socket, crlfDelay: Infinity });
  // A destroyed socket has no end that the reader would hear of.
  socket.once("close", () => reader.close());
  const lines = reader[Symbol.asyncIterator]();
  let last: Promise<unknown> = Promise.resolve();
  const exchange = async (question: ServiceQuestion): Promise<unknown> => {
    socket.write(`${JSON.stringify(question)}\n`);
    const { value, done } = await lines.next();
    signal?.throwIfAborted();
    if (done === true) throw new Error("the service closed the connection");
    const answer = JSON.parse(value) as ServiceAnswer;
    if ("answer" in answer) return answer.answer;
    const { text, path, params } = answer.error;
    throw new ServiceFailure(text as TextId, path, params);
  };
  return {
    call(call, ask) {
      const answer = last.then(() => exchange({ call, ask }));
      last = answer.catch(() => {});
      return answer as Promise<never>;
    },
    close: () => socket.destroy(),
  };
}

/** One question on a connection of its own. */
export async function askService<Name extends keyof ServiceCalls>(
  home: string,
  name: Name,
  ask: ServiceCalls[Name]["ask"],
  signal?: AbortSignal,
): Promise<ServiceCalls[Name]["answer"]> {
  const service = await connectService(home, signal);
  try {
    return await service.call(name, ask);
  } finally {
    service.close();
  }
}

export interface InstanceRun {
  /** Null: the default instance. */
  readonly name: string | null;
  readonly user?: string;
  readonly argv: readonly [string, ...string[]];
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly input?: string | Buffer;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal;
}

export interface InstanceResult extends InitResult {
  readonly grant: LaunchGrant;
}

/** What `wsl.exe -d <name> --cd <cwd> --exec <argv>` does, without its words. */
export async function runInInstance(home: string, run: InstanceRun): Promise<InstanceResult> {
  const service = await connectService(home, run.signal);
  try {
    const grant = await service.call("launch", { name: run.name, user: run.user ?? null });
    const { id, initSocket, account } = grant;
    const result = await runByInit({
      id,
      initSocket,
      command: {
        path: run.argv[0],
        argv: run.argv,
        env: { ...grant.env, ...run.env },
        cwd: run.cwd ?? "/",
        account,
        tty: [false, false, false],
        rows: 24,
        columns: 80,
      },
      ...(run.input !== undefined && { input: run.input }),
      ...(run.timeoutMs !== undefined && { timeoutMs: run.timeoutMs }),
      ...(run.signal !== undefined && { signal: run.signal }),
    });
    return { ...result, grant };
  } finally {
    service.close();
  }
}
