import * as vscode from "vscode";
import { words } from "../host/strings.ts";
import { chosenFinding } from "./chosenFinding.ts";
import type { Command } from "./command.ts";

/** Writes the command into a terminal without running it: the user presses Enter, or does not. */
export const typeFirstAction: Command = {
  id: "gatewayLens.finding.typeAction",
  title: "Type First Action in Terminal",
  run({ store }, argument) {
    const command = chosenFinding(store, argument)?.firstAction.command ?? null;
    if (command === null) {
      void vscode.window.showInformationMessage(words.noCommand());
      return;
    }
    const name = words.terminalName();
    const terminal =
      vscode.window.terminals.find((each) => each.name === name && each.exitStatus === undefined) ??
      vscode.window.createTerminal({ name });
    terminal.show();
    terminal.sendText(command, false);
  },
};
