import { readFileSync } from "node:fs";

/** The text of `test/fixtures/text/<path>`. */
export function fixtureText(path: string): string {
  return readFileSync(new URL(`../fixtures/text/${path}`, import.meta.url), "utf8");
}
