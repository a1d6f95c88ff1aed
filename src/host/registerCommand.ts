import * as vscode from "vscode";
import type { Log } from "../core/ports/machine.ts";
import { showFailure } from "./failure.ts";

/** Registers one command; what it throws is shown to the user once and logged. */
export function registerCommand(
  id: string,
  title: string,
  run: (argument: unknown) => unknown,
  log: Log,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (argument: unknown) => {
    try {
      return await run(argument);
    } catch (error) {
      await showFailure(`${title}:`, error, log);
      return undefined;
    }
  });
}
