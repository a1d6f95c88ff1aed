/** Test files on Node for Windows, which takes TypeScript as it is. */
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../../tools/bootstrap.mjs";
import { onDriveZ, type BareWindows } from "./bareWindows.ts";

interface Report {
  readonly stats: { readonly passes: number };
  readonly failures: readonly {
    readonly fullTitle: string;
    readonly err: { readonly stack?: string; readonly message?: string };
  }[];
}

export interface MochaOptions {
  /** Tests whose full title has this in it are left out. */
  readonly except?: RegExp;
  readonly env?: Readonly<Record<string, string>>;
  readonly timeoutMs?: number;
}

/** Runs the files of the repository that match; fails with what failed there, and tells how many tests passed. */
export async function passOnWindows(
  windows: BareWindows,
  files: string,
  { except, env = {}, timeoutMs = 120_000 }: MochaOptions = {},
): Promise<number> {
  const mocha = onDriveZ(join(root, "node_modules/mocha/bin/mocha.js"));
  const left = except === undefined ? [] : ["--invert", "--grep", except.source];
  const reporter = ["--reporter", "json", "--reporter-option", `output=${windows.profile}\\mocha.json`];
  const how = ["--no-config", "--exit", "--forbid-only", "--timeout", "30000", ...reporter, ...left];
  // A pattern takes no backslashes.
  const args = ["--no-warnings", mocha, ...how, `Z:${join(root, files)}`];
  const run = await windows.node(args, { env, timeoutMs });
  const text = await readFile(join(windows.ourProfile, "mocha.json"), "utf8").catch(() => null);
  assert.ok(text !== null, `no report: ${run.stdout}\n${run.stderr}`);
  const report = JSON.parse(text) as Report;
  const failures = report.failures.map(({ fullTitle, err }) => `${fullTitle}\n${err.stack ?? err.message}`);
  assert.equal(failures.length, 0, failures.join("\n\n"));
  assert.equal(run.exitCode, 0, run.stderr);
  assert.equal(run.leftBehind, 0, "processes were left behind");
  assert.ok(report.stats.passes > 0, "no test ran");
  return report.stats.passes;
}
