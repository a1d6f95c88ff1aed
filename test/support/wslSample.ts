import { readFileSync } from "node:fs";

/**
 * The text of `test/fixtures/wsl-samples/<path>`, decoded as a port of the product decodes it: bytes of another code
 * page than UTF-8 become replacement characters.
 */
export function wslSample(path: string): string {
  return readFileSync(new URL(`../fixtures/wsl-samples/${path}`, import.meta.url), "utf8");
}
