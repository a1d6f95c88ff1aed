import * as vscode from "vscode";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";

export const copyRow: Command = {
  id: "gatewayLens.row.copy",
  title: "Copy Value",
  async run(_context, argument) {
    if (typeof argument !== "object" || argument === null || !("copyValue" in argument)) return;
    if (typeof argument.copyValue !== "string") return;
    await vscode.env.clipboard.writeText(argument.copyValue);
    vscode.window.setStatusBarMessage(words.copied(argument.copyValue), 3000);
  },
};
