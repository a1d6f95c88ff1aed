/**
 * `npm test`: every check, cheapest first, one line each; stops at the first that fails and shows what it said.
 * Without root, or off Linux, the lab cannot be: it is left out, and said to be, unless `--require-lab` is given.
 * `--full` adds what is slow, and keeps the result in `docs/test-full.md`.
 */
import { spawn } from "node:child_process";
import { writeFileSync } from "node:fs";
import { cpus, release } from "node:os";
import { join } from "node:path";
import { root } from "./bootstrap.mjs";
import { rows, type Step } from "./testSteps.ts";

const isFull = process.argv.includes("--full");
const canBeLab = process.platform === "linux" && process.getuid?.() === 0;
const hasLab = canBeLab || process.argv.includes("--require-lab");
// Suites have more cases then: every fault in every networking mode, for instance.
const env = { ...process.env, ...(isFull && { GATEWAY_LENS_FULL: "1" }) };
const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`;
const outcomes: (readonly [mark: string, name: string, time: string])[] = [];

function tell(mark: string, name: string, time: string): void {
  outcomes.push([mark, name, time]);
  console.log(`${mark} ${name}  ${time}`);
}

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
    if (!signal.aborted) tell("✗", step.name, seconds(started));
    throw error;
  }
  tell("✓", step.name, seconds(started));
}

function runCommand(step: Step, command: readonly string[], signal: AbortSignal): Promise<void> {
  const [program = "", ...args] = command;
  const child = spawn(program, args, { cwd: root, env, stdio: ["ignore", "pipe", "pipe"], signal });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding("utf8").on("data", (text: string) => (output += text));
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => (code === 0 ? resolve() : reject(new StepFailure(step, output))));
  });
}

/** For people who want to know when all of it was last run, and how long it takes. */
function keepResult(summary: string): void {
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? "unknown"}, Linux ${release()}`;
  const lines = outcomes.map(([mark, name, time]) => `| ${mark} | ${name} | ${time} |`);
  const text = [
    "# The last run of `npm run test:full`",
    `${new Date().toISOString().slice(0, 10)}, on ${machine}. ${summary}`,
    ["|     | step | time |", "| --- | ---- | ---- |", ...lines].join("\n"),
  ].join("\n\n");
  writeFileSync(join(root, "docs/test-full.md"), `${text}\n`);
}

const started = performance.now();
try {
  for (const row of rows) {
    const failed = new AbortController();
    const wanted = row.filter((step) => isFull || step.isSlow !== true);
    const steps = wanted.filter((step) => hasLab || step.isInLab !== true);
    for (const { name } of wanted.filter((step) => !steps.includes(step))) {
      tell("–", name, "left out: it needs root on Linux");
    }
    // Commands of the row end with the first failure; an install runs to its end, so that it leaves nothing half done.
    await Promise.all(
      steps.map((step) => runStep(step, failed.signal).catch((error: unknown) => failed.abort(error))),
    );
    failed.signal.throwIfAborted();
  }
  const summary = `All passed in ${seconds(started)}.`;
  console.log(summary);
  if (isFull) keepResult(summary);
} catch (error) {
  console.error(error instanceof StepFailure ? error.message : error);
  if (isFull) keepResult(`It failed after ${seconds(started)}.`);
  process.exit(1);
}
