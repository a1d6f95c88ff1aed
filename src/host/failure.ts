import * as vscode from "vscode";
import type { Log } from "../core/ports/machine.ts";
import { words } from "./strings.ts";

/** Tells the user that something they asked for failed, with the cause in the log. At most one message per failure, never modal. */
export async function showFailure(what: string, error: unknown, log: Log & { show?(): void }): Promise<void> {
  log.error(what, error);
  const cause = error instanceof Error ? error.message : String(error);
  const showLog = words.showLog();
  const choice = await vscode.window.showErrorMessage(`${what} ${cause}`, showLog);
  if (choice === showLog) log.show?.();
}
