/** The tests of test/workbench/host, run by mocha inside the real extension host of the test bed's VS Code. */
import { join } from "node:path";
import { openBrowser } from "./browser.ts";
import { startCodeServer } from "./codeServer.ts";
import { runInExtensionHost, suiteEnv } from "./extensionHost.ts";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";
import { eventText, judgeSuite, type SuiteResult } from "./suiteEvents.ts";

export interface HostSuiteOptions {
  /** Only tests whose full title has this in it. */
  readonly grep?: string;
  /** Added to the environment of the extension, such as the HOME of a real gateway. */
  readonly env?: Readonly<Record<string, string>>;
  /** Takes each line of the report as it comes. */
  report(line: string): void;
}

export async function runHostSuite(options: HostSuiteOptions): Promise<SuiteResult> {
  const dir = await makeScratchFolder();
  const eventsPath = join(dir, "events.jsonl");
  const [server, browser] = await Promise.all([
    startCodeServer({ withTestDriver: true, env: { ...options.env, ...suiteEnv(eventsPath, options.grep) } }),
    openBrowser(),
  ]);
  try {
    const { exitCode, events } = await runInExtensionHost(server, browser.page, {
      entry: "mochaSuite",
      eventsPath,
      onEvent(event) {
        const text = eventText(event);
        if (text !== undefined) options.report(text);
      },
    });
    const result = judgeSuite(events, exitCode);
    if (!events.some(({ kind }) => kind === "ended")) {
      for (const [path, text] of await server.logs()) {
        if (path.endsWith("remoteexthost.log")) options.report(text.slice(-4000));
      }
    }
    return browser.refused.length > 0
      ? { ...result, failure: `the page asked for ${browser.refused.join(", ")}` }
      : result;
  } finally {
    await Promise.all([browser.close(), server.stop()]);
    await removeScratchFolder(dir);
  }
}
