import { appendFileSync } from "node:fs";
import { suiteVariables, type SuiteEvent } from "./suiteEvent.ts";

/** Appends the event for the process that started the editor. */
export function tellRunner(event: SuiteEvent): void {
  const path = process.env[suiteVariables.events];
  if (path === undefined) throw new Error(`${suiteVariables.events} names no file`);
  appendFileSync(path, `${JSON.stringify(event)}\n`);
}
