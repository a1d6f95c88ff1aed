/** `node test/tools/workbench.mjs <action>`: the packaged extension and its tests in a real VS Code. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { runDesktopSuite } from "../workbench/run/desktopSuite.ts";
import { runHostSuite } from "../workbench/run/hostSuite.ts";
import { measureActivation } from "../workbench/run/measureActivation.ts";
import { openWorkbench } from "../workbench/run/openWorkbench.ts";
import { buildExtension, packageExtension } from "../workbench/run/packageExtension.ts";
import type { SuiteResult } from "../workbench/run/suiteEvents.ts";
import { ensureTestbed } from "../workbench/run/testbed.ts";
import { runUiSuite } from "../workbench/run/uiSuite.ts";

const limits = { vsixBytes: 300_000, vsixFiles: 25, activateMs: 10 };

interface Options {
  readonly grep?: string;
}

/** Each tells whether it went well. */
const actions: Record<string, (options: Options) => Promise<boolean>> = {
  async testbed() {
    console.log(await ensureTestbed());
    return true;
  },
  async package() {
    const { path, bytes, files } = await packageExtension();
    console.log(`${path}: ${(bytes / 1000).toFixed(1)} KB, ${files.length} files`);
    return within("bytes", bytes, limits.vsixBytes) && within("files", files.length, limits.vsixFiles);
  },
  async host({ grep }) {
    buildExtension();
    return tell(await runHostSuite({ ...(grep !== undefined && { grep }), report: console.log }));
  },
  async ui({ grep }) {
    const { path } = await packageExtension();
    return (await runUiSuite({ vsix: path, ...(grep !== undefined && { grep }) })) === 0;
  },
  async lab({ grep }) {
    const { path } = await packageExtension();
    return (await runUiSuite({ vsix: path, isInLab: true, ...(grep !== undefined && { grep }) })) === 0;
  },
  async desktop({ grep }) {
    const executable = process.env["VSCODE_EXECUTABLE"];
    if (!executable) {
      console.error("Set VSCODE_EXECUTABLE to a desktop VS Code, for example /usr/share/code/code.");
      return false;
    }
    buildExtension();
    return tell(
      await runDesktopSuite({ executable, ...(grep !== undefined && { grep }), report: console.log }),
    );
  },
  async activation() {
    buildExtension();
    const measure = await measureActivation();
    const { medianActivateMs, startedPrograms, connections } = measure;
    const each = measure.runs.map(({ activateMs }) => activateMs.toFixed(1)).join(", ");
    console.log(`activate(): ${medianActivateMs.toFixed(1)} ms (${each})`);
    console.log(`  of that computing: ${measure.medianActivateCpuMs.toFixed(1)} ms`);
    console.log(`module load before it: ${measure.medianLoadMs.toFixed(1)} ms`);
    return (
      within("ms in activate()", medianActivateMs, limits.activateMs) &&
      within(`programs started ${startedPrograms.join(" ")}`, startedPrograms.length, 0) &&
      within(`connections made ${connections.join(" ")}`, connections.length, 0)
    );
  },
  async open() {
    const workbench = await openWorkbench({ folder: mkdtempSync(join(tmpdir(), "lens-folder-")) });
    console.log(workbench.url ?? "VS Code is open.");
    await workbench.ended;
    return true;
  },
};

function within(what: string, value: number, limit: number): boolean {
  if (value > limit) console.error(`${value} ${what}: more than ${limit}`);
  return value <= limit;
}

function tell({ passed, failure }: SuiteResult): boolean {
  console.log(`${passed} passed${failure === null ? "" : `; ${failure}`}`);
  return failure === null;
}

// Nothing that was started outlives this process: what ends it must run the exit handlers.
process.once("SIGINT", () => process.exit(130));
const { values, positionals } = parseArgs({ allowPositionals: true, options: { grep: { type: "string" } } });
const [name = ""] = positionals;
const action = actions[name];
if (action === undefined) {
  console.error(`Use: node test/tools/workbench.mjs ${Object.keys(actions).join("|")} [--grep text]`);
  process.exitCode = 2;
} else {
  process.exitCode = (await action(values)) ? 0 : 1;
}
