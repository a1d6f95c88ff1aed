import { replaceInArchive } from "../packageArchive.ts";
import type { SiteAnswer } from "../site.ts";
import type { SiteFault } from "../siteFault.ts";

/** The floor of the later release. */
const floor = ">=27.99.0";

/**
 * A later release of the package whose floor is above the Node that the script brings. npm only warns of that; the
 * package's own preinstall script, which reads its package.json, refuses.
 */
export const packageWantsNewerNode: SiteFault = {
  id: "package-wants-newer-node",
  parts: ["packages"],
  change: (answer, { path }) => {
    if (path === "/openclaw") return { ...answer, body: withFloor(answer) };
    return path.startsWith("/openclaw/-/") ? { ...answer, body: repack(answer.body) } : answer;
  },
};

type Packument = { readonly versions: Record<string, { dist: { integrity?: string }; engines: object }> };

function withFloor(answer: SiteAnswer): Buffer {
  const packument = JSON.parse(answer.body.toString()) as Packument;
  for (const version of Object.values(packument.versions)) {
    version.engines = { node: floor };
    // The archive is another one; npm takes one whose hash the registry does not tell.
    delete version.dist.integrity;
  }
  return Buffer.from(JSON.stringify(packument));
}

let repacked: Buffer | null = null;

/** Takes seconds, and npm asks again when an install failed. */
function repack(archive: Buffer): Buffer {
  repacked ??= replaceInArchive(archive, "package/package.json", raiseFloor);
  return repacked;
}

function raiseFloor(packageJson: string): string {
  const parsed = JSON.parse(packageJson) as Record<string, unknown>;
  return JSON.stringify({ ...parsed, engines: { node: floor } }, null, 2);
}
