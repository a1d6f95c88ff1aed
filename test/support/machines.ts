/** Machines that were recorded: `test/fixtures/machines/<machine>/`, each a real one at a moment that is worth keeping. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { climb, judge, look, type Catalogue, type Look } from "../../src/core/look.ts";
import { providers } from "../../src/core/discover/registry.ts";
import { rules } from "../../src/core/faults/registry.ts";
import { rungs } from "../../src/core/probe/registry.ts";
import { headlineOfRun } from "../../src/core/present/headlineModel.ts";
import { treeModel } from "../../src/core/present/treeModel.ts";
import type { Target } from "../../src/core/model/target.ts";
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
  const { seen, target } = await replayLook(dir);
  if (!target.ok) throw new Error(target.failure.message);
  return climbTo(seen, target.value);
}

/** What is kept of a recorded machine as `expected/<name>`: what the command line writes of it. */
export async function goldensOf(dir: string): Promise<Readonly<Record<string, string>>> {
  const { seen, target } = await replayLook(dir);
  const { snapshot } = seen;
  const run = target.ok ? await climbTo(seen, target.value) : null;
  const { findings, rules } =
    run?.diagnosis ?? judge(catalogue, snapshot, { target: null, ladder: null }, seen.ports.log);
  const ladder = target.ok ? [] : [target.failure.message, target.failure.hint];
  // How long things took is not what a machine is kept for.
  const results = run?.ladder.results.map((result) => ({ ...result, elapsedMs: 0 })) ?? [];
  const unknown = rules.filter(({ state }) => state === "unknown").map(({ id }) => id);
  return {
    "tree.txt": text(treeLines(treeModel(snapshot), style)),
    "ladder.txt": text([...ladder, ...results.flatMap((result) => ladderLines(result, 30, style))]),
    "findings.txt": text([
      ...findingsLines(findings, style),
      ...(run === null ? [] : headlineLines(headlineOfRun(run), style)),
      "",
      `unknown rules: ${unknown.join(", ")}`,
    ]),
  };
}

async function replayLook(dir: string) {
  const machine = await openReplay(dir, new FakeLog());
  if (!machine.ok) throw new Error(machine.failure.message);
  const seen = await look(machine.value, catalogue, new AbortController().signal);
  return { seen, target: await settleTarget(seen, undefined) };
}

function climbTo(seen: Look, target: Target): Promise<ProbeRun> {
  const { signal } = new AbortController();
  return climb(seen, catalogue, { target, quick: false, withCli: false }, signal);
}

const style = styleFor({ write: () => undefined, isTty: false, columns: null }, {});

function text(lines: readonly string[]): string {
  return `${lines.join("\n")}\n`;
}
