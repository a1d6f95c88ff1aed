import * as vscode from "vscode";
import { words } from "./strings.ts";

/** Opens a file of this machine at a 1-based line; a file that is gone is said so, once. */
export async function openFile(file: string, line: number | null): Promise<void> {
  const uri = vscode.Uri.file(file);
  const row = Math.max((line ?? 1) - 1, 0);
  try {
    await vscode.window.showTextDocument(uri, { selection: new vscode.Range(row, 0, row, 0) });
  } catch (error) {
    const cause = error instanceof Error ? error.message : String(error);
    void vscode.window.showWarningMessage(`${words.cannotOpen(file)} ${cause}`);
  }
}
