import * as vscode from "vscode";
import type { PanelHandlers } from "../shared/panelProtocol.ts";
import { cancelLadder } from "./cancelLadder.ts";
import type { Command } from "./command.ts";
import { copyFirstAction } from "./copyFirstAction.ts";
import { copyReport } from "./copyReport.ts";
import { openFindingLocation } from "./openFindingLocation.ts";
import { runLadder } from "./runLadder.ts";
import { runOneRung } from "./runOneRung.ts";
import { runQuickLadder } from "./runQuickLadder.ts";
import { typeFirstAction } from "./typeFirstAction.ts";

/** What the panel asks for is what the palette offers: each request runs a registered command. */
export const panelHandlers: Omit<PanelHandlers, "ready"> = {
  climb: ({ quick }) => execute(quick ? runQuickLadder : runLadder),
  climbOne: ({ rung }) => execute(runOneRung, rung),
  cancel: () => execute(cancelLadder),
  copyReport: () => execute(copyReport),
  copyAction: ({ finding }) => execute(copyFirstAction, finding),
  typeAction: ({ finding }) => execute(typeFirstAction, finding),
  openLocation: ({ finding }) => execute(openFindingLocation, finding),
};

function execute(command: Command, argument?: string): Thenable<unknown> {
  return vscode.commands.executeCommand(command.id, argument);
}
