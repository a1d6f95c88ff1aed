import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname } from "node:path";

/**
 * Compares a text with the one that is kept in `file`. `UPDATE_GOLDEN=1` keeps the text instead; a difference leaves
 * what came in `<file>.actual`.
 */
export function assertGolden(file: string, actual: string): void {
  const actualFile = `${file}.actual`;
  rmSync(actualFile, { force: true });
  if (process.env["UPDATE_GOLDEN"] === "1") {
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, actual);
    return;
  }
  const expected = existsSync(file) ? readFileSync(file, "utf8") : "";
  if (actual === expected) return;
  writeFileSync(actualFile, actual);
  assert.equal(actual, expected, `${file} differs; what came is in ${actualFile}`);
}
