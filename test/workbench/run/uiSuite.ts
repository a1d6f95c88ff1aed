/** The tests of test/workbench/ui: mocha in a process of its own, against the packaged extension in a browser. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { cleanEnv, pinnedNode, root } from "../../tools/bootstrap.mjs";

/** Resolves to mocha's exit code; its report goes to our own output. */
export async function runUiSuite(options: {
  readonly vsix: string;
  readonly grep?: string;
  /** The tests that need a lab, and so root, instead of all others. */
  readonly isInLab?: boolean;
}): Promise<number> {
  const mocha = join(root, "node_modules/mocha/bin/mocha.js");
  const config = options.isInLab === true ? ".mocharc.lab.json" : ".mocharc.json";
  const args = ["--config", join(root, "test/workbench/ui", config)];
  if (options.grep !== undefined) args.push("--grep", options.grep);
  const child = spawn(pinnedNode, [mocha, ...args], {
    cwd: root,
    env: { ...cleanEnv(), GATEWAY_LENS_VSIX: options.vsix },
    stdio: "inherit",
  });
  const [code] = (await once(child, "exit")) as [number | null];
  return code ?? 1;
}
