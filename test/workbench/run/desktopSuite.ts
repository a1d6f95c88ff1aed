/** The tests of test/workbench/host in a desktop VS Code that is installed on this machine. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runTests } from "@vscode/test-electron";
import { root } from "../../tools/bootstrap.mjs";
import { suiteEnv } from "./extensionHost.ts";
import { bundleHostSuite } from "./hostBundle.ts";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";
import { eventText, judgeSuite, readEvents, type SuiteResult } from "./suiteEvents.ts";

export interface DesktopSuiteOptions {
  /** The program of the desktop VS Code, such as /usr/share/code/code. It has no environment variable of its own. */
  readonly executable: string;
  readonly grep?: string;
  report(line: string): void;
}

export async function runDesktopSuite(options: DesktopSuiteOptions): Promise<SuiteResult> {
  const dir = await makeScratchFolder();
  try {
    const eventsPath = join(dir, "events.jsonl");
    const folder = join(dir, "folder");
    await mkdir(folder);
    await bundleHostSuite(join(dir, "suite"));
    const exitCode = await runTests({
      vscodeExecutablePath: options.executable,
      extensionDevelopmentPath: root,
      extensionTestsPath: join(dir, "suite/mochaSuite.js"),
      extensionTestsEnv: suiteEnv(eventsPath, options.grep),
      launchArgs: [
        folder,
        "--disable-extensions",
        `--user-data-dir=${dir}/data`,
        `--extensions-dir=${dir}/extensions`,
      ],
    }).catch((error: unknown) => {
      options.report(String(error)); // a failing suite rejects; what failed is in the events
      return 1;
    });
    const events = await readEvents(eventsPath);
    for (const event of events) {
      const text = eventText(event);
      if (text !== undefined) options.report(text);
    }
    return judgeSuite(events, exitCode);
  } finally {
    await removeScratchFolder(dir);
  }
}
