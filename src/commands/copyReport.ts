import * as vscode from "vscode";
import { reportMarkdown } from "../core/present/reportMarkdown.ts";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";

export const copyReport: Command = {
  id: "gatewayLens.report.copy",
  title: "Copy Report as Markdown",
  async run({ store }) {
    const { run } = store.state;
    if (run === null) {
      void vscode.window.showInformationMessage(words.nothingToCopy());
      return;
    }
    await vscode.env.clipboard.writeText(reportMarkdown(run));
    vscode.window.setStatusBarMessage(words.copied(words.report()), 3000);
  },
};
