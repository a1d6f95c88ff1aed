import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Certificate } from "../tls/certificates.ts";
import type { LockedPackage } from "./lockedPackages.ts";
import type { ArchiveFolder } from "./npmCache.ts";
import type { ActiveFault } from "./siteFault.ts";

/** What the sites serve; in the folder that they share with whoever started them. */
export interface SitesContent extends ArchiveFolder {
  /** By host and path: `openclaw.ai/install-cli.sh`. */
  readonly files: Readonly<Record<string, string>>;
  readonly packages: readonly LockedPackage[];
  readonly certificates: Readonly<Record<"good" | "untrusted" | "expired", Certificate>>;
}

export const activeFaultFile = "fault.json";
/** A line of JSON for each request. */
export const requestsFile = "requests.jsonl";

export function readSites(folder: string): SitesContent {
  return JSON.parse(readFileSync(join(folder, "sites.json"), "utf8")) as SitesContent;
}

export function writeSites(folder: string, content: SitesContent): void {
  writeFileSync(join(folder, "sites.json"), JSON.stringify(content));
}

/** Takes effect with the next connection and the next request. */
export function writeFault(folder: string, fault: ActiveFault | null): void {
  const file = join(folder, activeFaultFile);
  writeFileSync(`${file}.new`, JSON.stringify(fault));
  renameSync(`${file}.new`, file);
}
