/** A package registry that holds exactly what the lockfiles pin, in npm's own format, with the real archives. */
import type { LockedPackage } from "./lockedPackages.ts";
import type { SiteAnswer, SiteRequest } from "./site.ts";
import { notFound } from "./site.ts";

export interface RegistryContent {
  /** Every version that can be had; the highest-placed one of a name is its `latest`. */
  readonly packages: readonly LockedPackage[];
  readonly archive: (locked: LockedPackage) => Promise<Buffer | null>;
}

const registryUrl = "https://registry.npmjs.org";

/** Answers `GET /<name>` with the packument and `GET /<name>/-/<file>.tgz` with the archive. */
export async function answerFromRegistry(
  content: RegistryContent,
  request: SiteRequest,
): Promise<SiteAnswer> {
  const path = decodeURIComponent(new URL(request.path, registryUrl).pathname).slice(1);
  const [name = "", file] = path.split("/-/");
  const versions = content.packages.filter((locked) => locked.name === name);
  if (file === undefined) return versions.length > 0 ? packument(name, versions) : missing(request);
  const wanted = versions.find((locked) => archiveName(locked) === file);
  const body = wanted === undefined ? null : await content.archive(wanted);
  return body === null ? notFound(request) : { status: 200, type: "application/octet-stream", body };
}

/** The abbreviated form, which is all that an install needs: https://github.com/npm/registry/blob/main/docs/responses/package-metadata.md */
function packument(name: string, versions: readonly LockedPackage[]): SiteAnswer {
  const document = {
    name,
    modified: "2026-01-01T00:00:00.000Z",
    "dist-tags": { latest: versions[0]?.version },
    versions: Object.fromEntries(versions.map((locked) => [locked.version, manifest(locked)])),
  };
  return {
    status: 200,
    type: "application/vnd.npm.install-v1+json",
    body: Buffer.from(JSON.stringify(document)),
  };
}

function manifest(locked: LockedPackage): object {
  const { name, version, integrity, fields } = locked;
  return {
    ...fields,
    name,
    version,
    dist: { integrity, tarball: `${registryUrl}/${name}/-/${archiveName(locked)}` },
  };
}

function archiveName({ name, version }: LockedPackage): string {
  return `${name.slice(name.indexOf("/") + 1)}-${version}.tgz`;
}

function missing(request: SiteRequest): SiteAnswer {
  return { ...notFound(request), type: "application/json", body: Buffer.from('{"error":"Not found"}') };
}
