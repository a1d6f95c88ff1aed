/** The events of a suite, read back from the file that it appends to, and what they come to. */
import { readFile } from "node:fs/promises";
import type { SuiteEvent } from "../host/suiteEvent.ts";

export interface SuiteResult {
  readonly passed: number;
  /** Why the suite as a whole did not pass; null when it did. */
  readonly failure: string | null;
}

/** None while the file is not there. The last line may be half written yet and is left for later. */
export async function readEvents(path: string): Promise<readonly SuiteEvent[]> {
  const text = await readFile(path, "utf8").catch(() => "");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line) => JSON.parse(line) as SuiteEvent);
}

/**
 * An extension host that was killed reports exit code 0, so the code alone proves nothing: the suite must have said
 * that it ended, and something must have passed.
 */
export function judgeSuite(events: readonly SuiteEvent[], exitCode: number): SuiteResult {
  const passed = events.filter(({ kind }) => kind === "passed").length;
  const ended = events.find((event) => event.kind === "ended");
  const failure =
    ended === undefined
      ? `it stopped before its end, exit code ${exitCode}`
      : ended.failures > 0
        ? `${ended.failures} failed`
        : passed === 0
          ? "no test ran"
          : exitCode === 0
            ? null
            : `exit code ${exitCode}`;
  return { passed, failure };
}

/** A line for the report; none for what the result tells. */
export function eventText(event: SuiteEvent): string | undefined {
  if (event.kind === "host") return `extension host ${event.pid}, Node ${event.nodeVersion}`;
  if (event.kind === "passed") return `  ok      ${event.title} (${event.elapsedMs} ms)`;
  if (event.kind === "failed")
    return `  NOT OK  ${event.title}\n${event.stack.replaceAll(/^/gm, "          ")}`;
  return undefined;
}
