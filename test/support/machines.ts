/** Machines that were recorded: `test/fixtures/machines/<machine>/`, each a real one at a moment that is worth keeping. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { climb, look, type Catalogue } from "../../src/core/look.ts";
import { providers } from "../../src/core/discover/registry.ts";
import { rules } from "../../src/core/faults/registry.ts";
import { rungs } from "../../src/core/probe/registry.ts";
import { headlineOfRun } from "../../src/core/present/headlineModel.ts";
import { treeModel } from "../../src/core/present/treeModel.ts";
import type { ProbeRun } from "../../src/core/probeRun.ts";
import { settleTarget } from "../../src/core/settleTarget.ts";
import { findingsLines } from "../../src/terminal/render/findingLines.ts";
import { headlineLines } from "../../src/terminal/render/headlineLines.ts";
import { ladderLines } from "../../src/terminal/render/ladderLines.ts";
import { styleFor } from "../../src/terminal/render/style.ts";
import { treeLines } from "../../src/terminal/render/treeLines.ts";
import { openReplay } from "../../src/terminal/openReplay.ts";
import { root } from "../tools/bootstrap.mjs";
import { FakeLog } from "./fakeLog.ts";

export const machinesDir = join(root, "test/fixtures/machines");

export const machines: readonly string[] = readdirSync(machinesDir).toSorted();

const catalogue: Catalogue = { providers, rungs, rules };

/** Looks at a recorded machine and climbs its ladder, as the command line does. */
export async function replayProbe(dir: string): Promise<ProbeRun> {
  const machine = await openReplay(dir, new FakeLog());
  if (!machine.ok) throw new Error(machine.failure.message);
  const { signal } = new AbortController();
  const seen = await look(machine.value, catalogue, signal);
  const target = await settleTarget(seen, undefined);
  if (!target.ok) throw new Error(target.failure.message);
  return climb(seen, catalogue, { target: target.value, quick: false, withCli: false }, signal);
}

/** What is kept of a run as `expected/<name>`: its texts as the command line writes them. */
export function goldensOf(run: ProbeRun): Readonly<Record<string, string>> {
  const { findings, rules } = run.diagnosis;
  const unknown = rules.filter(({ state }) => state === "unknown").map(({ id }) => id);
  // How long things took is not what a machine is kept for.
  const results = run.ladder.results.map((result) => ({ ...result, elapsedMs: 0 }));
  return {
    "tree.txt": text(treeLines(treeModel(run.snapshot), style)),
    "ladder.txt": text(results.flatMap((result) => ladderLines(result, 30, style))),
    "findings.txt": text([
      ...findingsLines(findings, style),
      ...headlineLines(headlineOfRun(run), style),
      "",
      `unknown rules: ${unknown.join(", ")}`,
    ]),
  };
}

const style = styleFor({ write: () => undefined, isTty: false, columns: null }, {});

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
