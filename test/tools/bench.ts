/** `npm run bench`: a table on stdout and dist/bench.json; exit 1 when a number misses its limit. */
import { spawnSync } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { measureBundles } from "../bench/bundles.ts";
import { measureLadders } from "../bench/ladders.ts";
import { isWithin, type Measure } from "../bench/measure.ts";
import { root } from "./bootstrap.mjs";

const { status } = spawnSync(process.execPath, ["esbuild.mjs"], { cwd: root, stdio: "inherit" });
if (status !== 0) process.exit(1);

const measures = [...(await measureBundles()), ...(await measureLadders())];
console.log();
for (const measure of measures) console.log(line(measure));
const machine = { cores: availableParallelism(), node: process.version };
await writeFile(join(root, "dist/bench.json"), `${JSON.stringify({ machine, measures }, null, 2)}\n`);
process.exitCode = measures.every(isWithin) ? 0 : 1;

function line(measure: Measure): string {
  const { name, value, unit, limit } = measure;
  const shown = `${value.toFixed(unit === "×" ? 2 : 1)} ${unit}`.padStart(12);
  if (limit === null) return `  ${name.padEnd(46)}${shown}`;
  const bound = "atMost" in limit ? `≤ ${limit.atMost}` : `≥ ${limit.atLeast}`;
  return `${isWithin(measure) ? "✓" : "✗"} ${name.padEnd(46)}${shown}   ${bound}`;
}
