/** Opens a window that runs an entry of ours inside its extension host, and waits until that is over. */
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Page } from "playwright-core";
import { root } from "../../tools/bootstrap.mjs";
import type { SuiteEvent } from "../host/suiteEvent.ts";
import { suiteVariables } from "../host/suiteEvent.ts";
import type { CodeServer } from "./codeServer.ts";
import { bundleHostSuite, type HostEntry } from "./hostBundle.ts";
import { readEvents } from "./suiteEvents.ts";

export interface HostRun {
  /** What the editor tells: 0 also when its extension host was killed. */
  readonly exitCode: number;
  readonly events: readonly SuiteEvent[];
}

/** For the environment of the editor that runs the suite. */
export function suiteEnv(eventsPath: string, grep?: string): Record<string, string> {
  return {
    [suiteVariables.events]: eventsPath,
    [suiteVariables.mocha]: import.meta.resolve("mocha"),
    ...(grep !== undefined && { [suiteVariables.grep]: grep }),
  };
}

export interface HostRunOptions {
  readonly entry: HostEntry;
  readonly eventsPath: string;
  /** Called with each event as it comes. */
  onEvent?(event: SuiteEvent): void;
  readonly timeoutMs?: number;
}

/**
 * The server was started with the test driver, and with `suiteEnv`. A run that is not over in time has exit code -1.
 * The page must be new: its functions are taken once.
 */
export async function runInExtensionHost(
  server: CodeServer,
  page: Page,
  options: HostRunOptions,
): Promise<HostRun> {
  const { eventsPath, timeoutMs = 120_000 } = options;
  const suiteDir = join(server.dir, "suite");
  await bundleHostSuite(suiteDir);
  const seen = (await readEvents(eventsPath)).length;
  let exitCode: number | null = null;
  await page.exposeFunction("codeAutomationLog", () => undefined);
  await page.exposeFunction("codeAutomationExit", (code: number) => {
    exitCode = code;
  });
  const payload = [
    ["extensionDevelopmentPath", server.remoteUri(root)],
    ["extensionTestsPath", server.remoteUri(join(suiteDir, `${options.entry}.js`))],
    ["skipWelcome", "true"],
  ];
  await page.goto(server.workbenchUrl({ payload: JSON.stringify(payload) }));
  const deadline = performance.now() + timeoutMs;
  let told = seen;
  for (;;) {
    const isOver = exitCode !== null || performance.now() > deadline || !server.isRunning();
    const events = await readEvents(eventsPath);
    for (const event of events.slice(told)) options.onEvent?.(event);
    told = events.length;
    if (isOver) return { exitCode: exitCode ?? -1, events: events.slice(seen) };
    await sleep(50);
  }
}
