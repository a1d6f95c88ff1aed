/**
 * `npm test`: every check, cheapest first, one line each; stops at the first that fails and shows what it said.
 * Without root, or off Linux, the lab cannot be: it is left out, and said to be, unless `--require-lab` is given.
 */
import { spawn } from "node:child_process";
import { ensureTools } from "../lab/images/machineTools.ts";
import { ensureRootfs } from "../lab/images/rootfs.ts";
import { installGateway } from "../support/realGatewayInstall.ts";
import { ensureTestbed } from "../workbench/run/testbed.ts";
import { root } from "./bootstrap.mjs";

interface Step {
  readonly name: string;
  /** Commands, one after another, or work to do here. */
  readonly run: readonly (readonly string[])[] | (() => Promise<unknown>);
  /** Only with `--full`. */
  readonly isSlow?: true;
  /** Needs Linux and root. */
  readonly isInLab?: true;
}

const workbench = (action: string) => [["node", "test/tools/workbench.ts", action]];
const labSuite = (files: string, ...options: readonly string[]) => [
  ["mocha", "--config", "test/lab/.mocharc.json", ...options, "--spec", `test/lab/suite/${files}`],
];
const gatewaySuite = (file: string) => [["mocha", "--config", "test/gateway/.mocharc.json", "--spec", file]];

/** The steps of one row run side by side. To add a suite, add a line. */
const rows: readonly (readonly Step[])[] = [
  [
    { name: "lint", run: [["oxlint", "--deny-warnings"]] },
    { name: "dead code", run: [["knip"]] },
    { name: "format", run: [["prettier", "--check", "--log-level", "warn", "."]] },
    {
      name: "types",
      run: [
        ["tsc", "-p", "."],
        ["tsc", "-p", "src/webview"],
        ["tsc", "-p", "test"],
      ],
    },
    { name: "gateway install", run: () => installGateway("2026.9.6") },
    { name: "older gateway install", run: () => installGateway("2026.3.22") },
    { name: "VS Code install", run: () => ensureTestbed() },
    { name: "lab: root file system", run: makeRootfs, isInLab: true },
  ],
  [
    { name: "unit", run: [["mocha"]] },
    { name: "build", run: [["node", "esbuild.mjs"]] },
  ],
  // One gateway wants both cores while it boots, so these run one after another.
  [{ name: "gateway: faults", run: gatewaySuite("test/gateway/cases.test.ts") }],
  [{ name: "gateway: bad input", run: gatewaySuite("test/gateway/badInput.test.ts") }],
  [{ name: "gateway: secrets", run: gatewaySuite("test/gateway/canary.test.ts") }],
  [{ name: "gateway: precedence", run: gatewaySuite("test/gateway/precedence.test.ts") }],
  // Most of the time a lab waits, so two of them fill two cores.
  [{ name: "lab", run: labSuite("*.test.ts", "--parallel", "--jobs", "2"), isInLab: true }],
  [{ name: "workbench: package", run: workbench("package") }],
  [{ name: "workbench: host", run: workbench("host") }],
  [{ name: "workbench: activation", run: workbench("activation") }],
  [{ name: "workbench: window", run: workbench("ui") }],
  [{ name: "bench", run: [["node", "test/tools/bench.ts"]], isSlow: true }],
];

async function makeRootfs(): Promise<void> {
  await ensureTools();
  await ensureRootfs();
}

const isFull = process.argv.includes("--full");
const canBeLab = process.platform === "linux" && process.getuid?.() === 0;
const hasLab = canBeLab || process.argv.includes("--require-lab");
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

class StepFailure extends Error {
  constructor(step: Step, output: string) {
    super(`${output}\n${step.name} failed.`);
  }
}

async function runStep(step: Step, signal: AbortSignal): Promise<void> {
  const started = performance.now();
  try {
    if (typeof step.run === "function") await step.run();
    else for (const command of step.run) await runCommand(step, command, signal);
  } catch (error) {
    if (!signal.aborted) console.log(`✗ ${step.name}  ${seconds(started)}`);
    throw error;
  }
  console.log(`✓ ${step.name}  ${seconds(started)}`);
}

function runCommand(step: Step, command: readonly string[], signal: AbortSignal): Promise<void> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: root, stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new StepFailure(step, output))));
  });
}

const started = performance.now();
try {
  for (const row of rows) {
    const failed = new AbortController();
    const wanted = row.filter((step) => isFull || step.isSlow !== true);
    const steps = wanted.filter((step) => hasLab || step.isInLab !== true);
    for (const { name } of wanted.filter((step) => !steps.includes(step))) {
      console.log(`– ${name}  left out: it needs root on Linux`);
    }
    // Commands of the row end with the first failure; an install runs to its end, so that it leaves nothing half done.
    await Promise.all(
      steps.map((step) => runStep(step, failed.signal).catch((error: unknown) => failed.abort(error))),
    );
    failed.signal.throwIfAborted();
  }
  console.log(`All passed in ${seconds(started)}.`);
} catch (error) {
  console.error(error instanceof StepFailure ? error.message : error);
  process.exit(1);
}
