/** Node as nodejs.org distributes it: one archive for each platform, and a list of their checksums. */
import { createHash } from "node:crypto";
import { cp, mkdir, readFile, rename, rm, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installEmbedded } from "../../support/embeddedInstall.ts";
import { runTool } from "../kernel/runTool.ts";

/** The version that the script of the pinned gateway asks for. */
export const nodeRelease = "24.19.0";
const pin = fileURLToPath(new URL("nodePin", import.meta.url));
const archive = `node-v${nodeRelease}-linux-${process.arch}.tar.gz`;

export interface NodeRelease {
  /** The files below `/dist/v<version>/`. */
  readonly files: Readonly<Record<string, string>>;
}

/** Packs Node and its npm, which npm brings as two packages, the way nodejs.org does; once for a pin. */
export async function ensureNodeRelease(): Promise<NodeRelease> {
  const dir = await installEmbedded({ name: `node-${nodeRelease}`, pin, complete: pack });
  const names = [archive, "SHASUMS256.txt"];
  return { files: Object.fromEntries(names.map((name) => [name, join(dir, "release", name)])) };
}

async function pack(dir: string): Promise<void> {
  const release = join(dir, "release");
  const top = join(release, archive.replace(".tar.gz", ""));
  await mkdir(join(top, "lib/node_modules"), { recursive: true });
  await cp(join(dir, `node_modules/node-linux-${process.arch}`), top, { recursive: true });
  await rm(join(top, "package.json"));
  await rename(join(dir, "node_modules/npm"), join(top, "lib/node_modules/npm"));
  for (const name of ["npm", "npx"]) {
    await symlink(`../lib/node_modules/npm/bin/${name}-cli.js`, join(top, "bin", name));
  }
  const folder = top.slice(release.length + 1);
  // Level 1: 8 s less than the default, and nobody pays for the bytes.
  const args = ["--owner=0", "--group=0", "-I", "gzip -1", "-cf", join(release, archive), folder];
  await runTool(["tar", "-C", release, ...args], 120_000);
  const sum = createHash("sha256")
    .update(await readFile(join(release, archive)))
    .digest("hex");
  await writeFile(join(release, "SHASUMS256.txt"), `${sum}  ${archive}\n`);
  await rm(top, { recursive: true });
  await rm(join(dir, "node_modules"), { recursive: true });
}
