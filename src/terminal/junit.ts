import type { RungResult } from "../core/model/ladder.ts";
import type { ProbeRun } from "../core/probeRun.ts";
import { countsAsFault } from "../core/present/judgement.ts";

/** A run as JUnit XML: one suite of rungs, one of rules. What is skipped or unknown is a skipped test. */
export function junit(run: ProbeRun): string {
  const rungs = run.ladder.results.map(rungCase);
  const rules = run.diagnosis.rules.map((rule) => {
    const finding = run.diagnosis.findings.find(({ id }) => id === rule.id);
    if (finding !== undefined && countsAsFault(finding)) {
      const body = `${finding.explanation}\nFirst: ${finding.firstAction.label}`;
      return testCase("rules", rule.id, 0, failure(finding.title, body));
    }
    if (rule.state === "unknown") return testCase("rules", rule.id, 0, skipped(rule.missing.join("; ")));
    return testCase("rules", rule.id, 0, "");
  });
  const suites = [
    suite(`ladder ${run.target.id}`, run.elapsedMs, rungs),
    suite(`rules ${run.target.id}`, 0, rules),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.join("")}</testsuites>\n`;
}

function rungCase(result: RungResult): string {
  const { id, state, elapsedMs, verdict } = result;
  const outcome =
    state === "fail"
      ? failure(verdict, result.notes.join("\n"))
      : state === "skipped" || state === "unknown"
        ? skipped(`${state}: ${verdict}`)
        : "";
  return testCase("ladder", id, elapsedMs, outcome);
}

function suite(name: string, elapsedMs: number, cases: readonly string[]): string {
  const count = (mark: string): number => cases.filter((each) => each.includes(mark)).length;
  return (
    `  <testsuite name="${xml(name)}" tests="${cases.length}" failures="${count("<failure ")}" errors="0" ` +
    `skipped="${count("<skipped ")}" time="${seconds(elapsedMs)}">\n${cases.join("")}  </testsuite>\n`
  );
}

function testCase(suiteName: string, name: string, elapsedMs: number, body: string): string {
  const head = `    <testcase classname="${suiteName}" name="${xml(name)}" time="${seconds(elapsedMs)}"`;
  return body === "" ? `${head}/>\n` : `${head}>${body}</testcase>\n`;
}

function failure(message: string, body: string): string {
  return `<failure message="${xml(message)}">${xml(body)}</failure>`;
}

function skipped(message: string): string {
  return `<skipped message="${xml(message)}"/>`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(3);
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&apos;",
  "\n": "&#10;",
};

/** Escapes for XML 1.0, which has no place at all for most control characters and lone surrogates. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "\ufffd")
    .replace(/[&<>"'\n]/g, (character) => entities[character] ?? character);
}
