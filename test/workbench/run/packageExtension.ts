/** The .vsix that users install: built, then packed with vsce from what .vscodeignore lets through. */
import { spawnSync } from "node:child_process";
import { stat } from "node:fs/promises";
import { join } from "node:path";
import { cleanEnv, pinnedNode, root } from "../../tools/bootstrap.mjs";

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
  const vsce = "node_modules/@vscode/vsce/vsce";
  // The manifest names no repository, so links in the README have nothing to be rewritten to.
  const unpublished = ["--allow-missing-repository", "--no-rewrite-relative-links"];
  runNode(vsce, ["package", "--no-dependencies", ...unpublished, "--out", path]);
  const files = runNode(vsce, ["ls", "--no-dependencies"]).split("\n").filter(Boolean);
  return { path, bytes: (await stat(path)).size, files };
}

function runNode(script: string, args: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(pinnedNode, [join(root, script), ...args], {
    cwd: root,
    env: cleanEnv(),
    encoding: "utf8",
    timeout: 120_000,
  });
  if (status !== 0) throw new Error(`${script} ${args.join(" ")} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
