import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const root = fileURLToPath(new URL("../../", import.meta.url));

/** Files that each break one rule of the architecture. */
const breaches: Readonly<Record<string, string>> = {
  "src/core/knowsTheEditor.ts": 'import * as vscode from "vscode";\nexport const a = vscode;\n',
  "src/core/knowsNode.ts": 'import { readFileSync } from "node:fs";\nexport const a = readFileSync;\n',
  "src/core/knowsThePlatform.ts": 'import { a } from "../platform/knowsTheEditor.ts";\nexport const b = a;\n',
  "src/core/loadsAllOfZod.ts": 'import * as z from "zod";\nexport const a = z;\n',
  "src/core/cycleOne.ts": 'import type { B } from "./cycleTwo.ts";\nexport interface A {\n  b: B;\n}\n',
  "src/platform/knowsTheEditor.ts": 'import * as vscode from "vscode";\nexport const a = vscode;\n',
  "src/views/runsThings.ts": 'import { a } from "../platform/knowsTheEditor.ts";\nexport const b = a;\n',
  "src/commands/reachesTheMachine.ts":
    'import { a } from "../platform/knowsTheEditor.ts";\nexport const b = a;\n',
  "src/webview/knowsNode.ts": 'import { sep } from "node:path";\nexport const a = sep;\n',
  "src/core/isTooLong.ts": `${"// one more line\n".repeat(251)}export const a = 1;\n`,
};

describe("the layers", () => {
  let tree: string;

  before(() => {
    tree = mkdtempSync(join(tmpdir(), "lens-layers-"));
    cpSync(join(root, ".oxlintrc.json"), join(tree, ".oxlintrc.json"));
    cpSync(join(root, "tsconfig.json"), join(tree, "tsconfig.json"));
    symlinkSync(join(root, "node_modules"), join(tree, "node_modules"));
    const files = {
      ...breaches,
      "src/core/cycleTwo.ts": 'import type { A } from "./cycleOne.ts";\nexport interface B {\n  a: A;\n}\n',
    };
    for (const [file, text] of Object.entries(files)) {
      mkdirSync(dirname(join(tree, file)), { recursive: true });
      writeFileSync(join(tree, file), text);
    }
  });

  after(() => rmSync(tree, { recursive: true }));

  it("are held up by the linter, breach by breach", function () {
    this.timeout(30_000);
    const { stdout } = spawnSync(join(root, "node_modules/.bin/oxlint"), ["--format", "json"], {
      cwd: tree,
      encoding: "utf8",
    });
    const { diagnostics } = JSON.parse(stdout) as { diagnostics: readonly { filename: string }[] };
    const named = new Set(diagnostics.map(({ filename }) => filename));
    assert.deepEqual(
      Object.keys(breaches).filter((file) => !named.has(file)),
      [],
    );
  });

  it("are held up by the bundler: the command line cannot hold the editor", async () => {
    const entryPoints = [join(tree, "src/core/knowsTheEditor.ts")];
    await assert.rejects(
      build({ entryPoints, bundle: true, write: false, platform: "node", logLevel: "silent" }),
      /Could not resolve "vscode"/,
    );
  });
});
