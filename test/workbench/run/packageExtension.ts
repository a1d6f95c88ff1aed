/** The .vsix that users install: built, then packed with vsce from what .vscodeignore lets through. */
import { spawnSync } from "node:child_process";
import { cp, stat } from "node:fs/promises";
import { join } from "node:path";
import { cleanEnv, pinnedNode, root } from "../../tools/bootstrap.mjs";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";

/** What the package can be made of; .vscodeignore then chooses. vsce walks its whole folder first, tens of thousands of files here. */
const parts = [
  "package.json",
  "package.nls.json",
  ".vscodeignore",
  "README.md",
  "CHANGELOG.md",
  "LICENSE",
  "dist",
  "media",
  "l10n",
];

const vsce = "node_modules/@vscode/vsce/vsce";

export interface PackagedExtension {
  readonly path: string;
  readonly bytes: number;
  /** As they lie in it, without vsce's own two. */
  readonly files: readonly string[];
}

/** Brings dist/ up to date. Throws with what the build says. */
export function buildExtension(): void {
  runNode("esbuild.mjs", []);
}

/** Builds and packs. Throws with what the build or vsce says when it refuses. */
export async function packageExtension(): Promise<PackagedExtension> {
  const path = join(root, "dist/gateway-lens.vsix");
  buildExtension();
  const stage = await makeScratchFolder();
  try {
    for (const part of parts) await cp(join(root, part), join(stage, part), { recursive: true });
    // The manifest names no repository, so links in the README have nothing to be rewritten to.
    const unpublished = ["--allow-missing-repository", "--no-rewrite-relative-links"];
    runNode(vsce, ["package", "--no-dependencies", ...unpublished, "--out", path], stage);
    const files = runNode(vsce, ["ls", "--no-dependencies"], stage).split("\n").filter(Boolean);
    return { path, bytes: (await stat(path)).size, files };
  } finally {
    await removeScratchFolder(stage);
  }
}

function runNode(script: string, args: readonly string[], cwd: string = root): string {
  const { status, stdout, stderr } = spawnSync(pinnedNode, [join(root, script), ...args], {
    cwd,
    env: cleanEnv(),
    encoding: "utf8",
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
