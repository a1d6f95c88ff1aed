/** Bundles what runs inside the extension host: one CommonJS file for each entry and test file. */
import { globSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../tools/bootstrap.mjs";

export type HostEntry = "mochaSuite" | "activationProbe";

/** Writes the bundles into `dir`; an entry there is `<name>.js`. */
export async function bundleHostSuite(dir: string): Promise<void> {
  const at = join(root, "test/workbench/host");
  await build({
    entryPoints: [
      ...(["mochaSuite", "activationProbe"] satisfies HostEntry[]).map((name) => join(at, `${name}.ts`)),
      ...globSync(join(at, "*.test.ts")),
    ],
    outdir: dir,
    bundle: true,
    platform: "node",
    format: "cjs",
    target: "node22",
    external: ["vscode"],
    sourcemap: "inline",
    logLevel: "warning",
  });
}
