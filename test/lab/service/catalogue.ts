import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { BindMount } from "../kernel/kernelTypes.ts";

/** A distribution that can be installed. */
export interface CatalogueEntry {
  readonly name: string;
  readonly friendlyName: string;
  readonly flavor: string;
  readonly osVersion: string;
  /** Read-only layers, topmost first. */
  readonly lower: readonly string[];
  /** Files that its image brings along, by path inside. */
  readonly files: Readonly<Record<string, string>>;
  readonly binds: readonly BindMount[];
  /** Can be installed, but the list of what can be does not show it. */
  readonly isHidden?: boolean;
}

const fileOf = (home: string) => join(home, "catalogue.json");

/** What can be installed, in the order of the manifest. */
export function readCatalogue(home: string): readonly CatalogueEntry[] {
  return JSON.parse(readFileSync(fileOf(home), "utf8")) as readonly CatalogueEntry[];
}

export function writeCatalogue(home: string, entries: readonly CatalogueEntry[]): void {
  writeFileSync(fileOf(home), JSON.stringify(entries, null, 2));
}
