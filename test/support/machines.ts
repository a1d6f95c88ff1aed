/** Machines that were recorded: `test/fixtures/machines/<machine>/`, each a real one at a moment that is worth keeping. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { climb, look, type Catalogue } from "../../src/core/look.ts";
import { providers } from "../../src/core/discover/registry.ts";
import { rules } from "../../src/core/faults/registry.ts";
import { rungs } from "../../src/core/probe/registry.ts";
import type { ProbeRun } from "../../src/core/probeRun.ts";
import { settleTarget } from "../../src/core/settleTarget.ts";
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
