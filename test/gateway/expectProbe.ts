/** Runs `probe --json` in a home and compares what it says with what is so there. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import type { GatewayHome } from "../support/realGatewayHome.ts";
import { jsonOf, sketch, type ProbeJson, type TokenSourceJson } from "../support/lensAnswers.ts";
import { leftIn, processesIn, runLens } from "../support/lensCli.ts";
import { stateOf } from "../support/realGatewayState.ts";

export interface Expected {
  /** The id of the first finding, or null for none at all. */
  readonly first: string | null;
  /** The file and a text on the line that the first finding points at. */
  readonly at?: { readonly file: string; readonly line: string };
  /** Added to the environment of the home. */
  readonly env?: Record<string, string>;
  readonly args?: readonly string[];
}

export async function expectProbe(home: GatewayHome, expected: Expected): Promise<ProbeJson> {
  const before = stateOf(home);
  const running = processesIn(home.dir);
  const run = await runLens(["probe", "--json", ...(expected.args ?? [])], {
    env: { ...home.env, ...expected.env },
    cwd: home.dir,
  });
  const probe = jsonOf(run) as ProbeJson;
  const story = sketch(probe);

  assert.equal(probe.findings[0]?.id ?? null, expected.first, story);
  assert.equal(probe.headline, expected.first, story);
  assert.equal(run.exitCode, expected.first === null ? 0 : 1, story);
  if (expected.at) {
    const location = probe.findings[0]?.location;
    assert.equal(location?.file, expected.at.file);
    assert.equal(location?.line, lineOf(expected.at.file, expected.at.line));
  }
  if (expected.first !== "gateway-unreachable") {
    const unreachable = probe.findings.find(({ id }) => id === "gateway-unreachable");
    assert.notDeepEqual(unreachable?.suppressedBy, [], "the cause is named, not its symptom beside it");
  }
  assert.deepEqual(stateOf(home), before, "a probe changes nothing");
  assert.deepEqual(await leftIn(home.dir, running), [], "no child is left");
  return probe;
}

export async function tokensOf(
  home: GatewayHome,
  env: Record<string, string> = {},
): Promise<TokenSourceJson[]> {
  const run = await runLens(["tokens", "--json"], { env: { ...home.env, ...env }, cwd: home.dir });
  const found: TokenSourceJson[] = [];
  collect(jsonOf(run), found);
  return found;
}

/** Token sources wherever the answer has them: one list, or one per namespace. */
function collect(node: unknown, found: TokenSourceJson[]): void {
  if (typeof node !== "object" || node === null) return;
  if ("fingerprint" in node && "role" in node) found.push(node as TokenSourceJson);
  else for (const child of Object.values(node)) collect(child, found);
}

/** The 1-based line on which `text` first stands. */
export function lineOf(file: string, text: string): number {
  const index = readFileSync(file, "utf8")
    .split("\n")
    .findIndex((line) => line.includes(text));
  assert.notEqual(index, -1, `${text} is not in ${file}`);
  return index + 1;
}
