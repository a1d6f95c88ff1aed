/** How long activate() takes in fresh extension hosts, and whether it starts a program or opens a connection. */
import { join } from "node:path";
import type { Activation } from "../host/suiteEvent.ts";
import { openBrowser } from "./browser.ts";
import { startCodeServer } from "./codeServer.ts";
import { runInExtensionHost, suiteEnv } from "./extensionHost.ts";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";

export interface ActivationMeasure {
  readonly runs: readonly Activation[];
  readonly medianActivateMs: number;
  readonly medianActivateCpuMs: number;
  readonly medianLoadMs: number;
  /** Of all runs together. */
  readonly startedPrograms: readonly string[];
  readonly connections: readonly string[];
}

/** Each run has a window and an extension host of its own; the server and the browser stay. */
export async function measureActivation(count = 5): Promise<ActivationMeasure> {
  const dir = await makeScratchFolder();
  const eventsPath = join(dir, "events.jsonl");
  const [server, browser] = await Promise.all([
    startCodeServer({ withTestDriver: true, env: suiteEnv(eventsPath) }),
    openBrowser(),
  ]);
  try {
    const runs: Activation[] = [];
    while (runs.length < count) {
      const page = await browser.newPage();
      const { exitCode, events } = await runInExtensionHost(server, page, {
        entry: "activationProbe",
        eventsPath,
        timeoutMs: 60_000,
      });
      const activated = events.find((event) => event.kind === "activated");
      if (activated === undefined) {
        const logs = [...(await server.logs())].filter(([path]) => path.endsWith("remoteexthost.log"));
        throw new Error(`no activation, exit code ${exitCode}: ${logs.map(([, text]) => text).join("\n")}`);
      }
      runs.push(activated.activation);
      await page.context().close();
    }
    return {
      runs,
      medianActivateMs: median(runs.map(({ activateMs }) => activateMs)),
      medianActivateCpuMs: median(runs.map(({ activateCpuMs }) => activateCpuMs)),
      medianLoadMs: median(runs.map(({ loadMs }) => loadMs)),
      startedPrograms: runs.flatMap(({ startedPrograms }) => startedPrograms),
      connections: runs.flatMap(({ connections }) => connections),
    };
  } finally {
    await Promise.all([browser.close(), server.stop()]);
    await removeScratchFolder(dir);
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}
