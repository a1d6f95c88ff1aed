import assert from "node:assert/strict";
import * as vscode from "vscode";
import { lensExtension } from "./lensExtension.ts";

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

describe("contributions in a real host", () => {
  it("registers every command of the manifest, and no other", async () => {
    const extension = lensExtension();
    await extension.activate();
    const { contributes } = extension.packageJSON as Manifest;
    const registered = (await vscode.commands.getCommands(true)).filter((id) =>
      id.startsWith("gatewayLens."),
    );
    // The editor adds some for each view: to focus it, to move it back, and so on.
    const ofViews = /^gatewayLens\.(topology|findings)(\.(?!refresh$)\w+)?$/;
    assert.deepEqual(
      registered.filter((id) => !ofViews.test(id)).sort(),
      contributes.commands.map(({ command }) => command).sort(),
    );
  });
});
