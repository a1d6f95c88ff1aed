import { readFileSync } from "node:fs";
import { decodeWindowsText } from "../../src/core/parse/windowsText.ts";

const folder = new URL("../fixtures/wsl-samples/", import.meta.url);

/** One file of `test/fixtures/wsl-samples/`: what a program wrote to one of its streams, byte for byte. */
export interface WindowsSample {
  readonly file: string;
  readonly stream: string;
  readonly exitCode: number | null;
  readonly encoding: string;
}

export const windowsSamples = JSON.parse(
  readFileSync(new URL("index.json", folder), "utf8"),
) as readonly WindowsSample[];

export function windowsSampleBytes(file: string): Buffer {
  return readFileSync(new URL(file, folder));
}

/** Its text as the product decodes it. */
export function windowsSampleText(file: string): string {
  return decodeWindowsText(windowsSampleBytes(file));
}
