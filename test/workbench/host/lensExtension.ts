import assert from "node:assert/strict";
import * as vscode from "vscode";

export const extensionId = "gateway-lens.openclaw-gateway-lens";

/** The extension under test. */
export function lensExtension(): vscode.Extension<unknown> {
  const extension = vscode.extensions.getExtension(extensionId);
  assert.ok(extension, `${extensionId} is not there`);
  return extension;
}
