import type { Finding } from "../model/finding.ts";
import type { FaultId } from "../model/ids.ts";
import type { RungResult } from "../model/ladder.ts";
import type { Severity } from "../model/severity.ts";
import type { ProbeRun } from "../probeRun.ts";
import { failedEssential, isJudged } from "./judgement.ts";

/** The one sentence to read first. */
export interface HeadlineModel {
  /** `none` where nothing can be said: the target could not be judged. */
  readonly severity: Severity | "ok" | "none";
  readonly text: string;
  /** The finding that it tells of, or null. */
  readonly finding: FaultId | null;
}

export interface HeadlineInput {
  readonly url: string;
  /** The version of the gateway at `url`, or null. */
  readonly version: string | null;
  readonly results: readonly RungResult[];
  /** In the order of `evaluate`: root causes first. */
  readonly findings: readonly Finding[];
}

/** The first finding; else the lowest rung that failed; else what is known of a target without fault. */
export function headlineModel({ url, version, results, findings }: HeadlineInput): HeadlineModel {
  const first = findings.find((finding) => finding.suppressedBy.length === 0);
  if (first !== undefined) return { severity: first.severity, text: first.title, finding: first.id };
  const failure = failedEssential(results);
  if (failure !== undefined) {
    return { severity: "error", text: `${failure.title}: ${asSentence(failure.verdict)}`, finding: null };
  }
  if (!isJudged(results)) {
    const open = results.find(({ state }) => state === "unknown");
    const why = open === undefined ? "No rung was climbed." : `${open.title}: ${asSentence(open.verdict)}`;
    return { severity: "none", text: `The gateway at ${url} could not be judged. ${why}`, finding: null };
  }
  const gateway = version === null ? "The gateway" : `Gateway ${version}`;
  const login = results.find(({ id }) => id === "auth");
  const open = login?.state === "skipped" ? ` No log-in was tried: ${asSentence(login.verdict)}` : "";
  const text = `Nothing wrong was found. ${gateway} answers at ${url}.${open}`;
  return { severity: "ok", text, finding: null };
}

/** `findings` are what the rules say of the run now, where the machine was looked at again since. */
export function headlineOfRun(run: ProbeRun, findings = run.diagnosis.findings): HeadlineModel {
  const gateway = run.snapshot.gateways.find(({ id }) => id === run.target.id);
  return headlineModel({
    url: run.target.url,
    version: gateway?.version ?? null,
    results: run.ladder.results,
    findings,
  });
}

function asSentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
