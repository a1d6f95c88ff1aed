import { nodeVersionFromPath, parseNodeVersionHeader } from "../../parse/nodeVersion.ts";
import { parsePackageJson } from "../../parse/packageJson.ts";
import type { Ports } from "../../ports/observed.ts";

/** The version of a Node binary, told from what lies beside it, without running it; null when nothing tells. */
export async function readNodeVersion(ports: Ports, nodePath: string): Promise<string | null> {
  const real = await ports.files.realPath(nodePath);
  const binary = real.ok ? real.value : nodePath;
  const fromPath = nodeVersionFromPath(binary) ?? nodeVersionFromPath(nodePath);
  if (fromPath !== null) return fromPath;
  const root = binary.replace(/\/bin\/node(?:js)?$/, "");
  if (root === binary) return null;
  const [manifest, header] = await Promise.all([
    ports.files.read(`${root}/package.json`, 262_144),
    ports.files.read(`${root}/include/node/node_version.h`, 262_144),
  ]);
  const named = manifest.ok ? parsePackageJson(manifest.value) : null;
  if (named !== null && /^node(?:-|$)/.test(named.name)) return named.version;
  return header.ok ? parseNodeVersionHeader(header.value) : null;
}
