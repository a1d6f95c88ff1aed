/** How long the bundles take to load in a cold process, and how large they are. */
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { root } from "../tools/bootstrap.mjs";
import { median, timeChild, type Measure } from "./measure.ts";

const loads = 11;
const maxExtensionLoadMs = 25;
/** The last three are loaded on first use. */
const sizeLimitsKb = {
  "extension.js": 350,
  "cli.js": 400,
  "panel.js": 120,
  "machine.js": 350,
  "execa.js": 150,
  "ws.js": 150,
};

/** Loads a CJS file with a `vscode` in which everything exists and does nothing, and prints the milliseconds. */
const loader = `
const { Module } = require("node:module");
const load = Module._load;
const anything = new Proxy(function () {}, {
  get: (_, key) => (key === Symbol.toPrimitive ? () => "" : anything),
  apply: () => anything,
  construct: () => anything,
  // The bundler copies a module's own keys and inherits the rest.
  getPrototypeOf: () => anything,
});
Module._load = (request, ...rest) => (request === "vscode" ? anything : load(request, ...rest));
const started = performance.now();
require(process.argv[1]);
console.log(performance.now() - started);
`;

const env = { PATH: "/usr/bin:/bin" };

export async function measureBundles(): Promise<Measure[]> {
  const measures: Measure[] = [];
  for (const [file, atMost] of Object.entries(sizeLimitsKb)) {
    const path = join(root, "dist", file);
    const kilobytes = (await stat(path)).size / 1000;
    measures.push({ name: `size of ${file}`, value: kilobytes, unit: "KB", limit: { atMost }, samples: [] });
  }
  const [extension, help, bare] = [[] as number[], [] as number[], [] as number[]];
  for (let round = 0; round < loads; round += 1) {
    const loaded = await node("-e", loader, join(root, "dist/extension.js"));
    extension.push(Number(loaded.stdout));
    help.push((await node(join(root, "dist/cli.js"), "--help")).elapsedMs);
    bare.push((await node("-e", "")).elapsedMs);
  }
  const cli = help.map((ms, round) => ms - (bare[round] ?? NaN));
  return [
    ...measures,
    ms("cold load of extension.js, vscode stubbed", extension, { atMost: maxExtensionLoadMs }),
    ms("cold load of cli.js: --help less a bare node", cli, null),
  ];
}

async function node(...args: string[]) {
  const run = await timeChild(process.execPath, args, { env, cwd: root });
  if (run.exitCode !== 0) throw new Error(`node ${args.at(-1)} ended with ${run.exitCode}`);
  return run;
}

function ms(name: string, samples: readonly number[], limit: Measure["limit"]): Measure {
  return { name, value: median(samples), unit: "ms", limit, samples };
}
