import * as vscode from "vscode";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";

/** Asks for a token and keeps it in VS Code's secret storage, for gateways whose token cannot be read from here. */
export const storeToken: Command = {
  id: "gatewayLens.token.store",
  title: "Store Gateway Token",
  async run(context) {
    const token = await vscode.window.showInputBox({
      title: words.storeTokenTitle(),
      prompt: words.storeTokenPrompt(),
      password: true,
      ignoreFocusOut: true,
      validateInput: (value) => (/^\S+$/.test(value.trim()) ? null : words.tokenHasBlanks()),
    });
    if (token === undefined) return;
    await context.storedToken.write(token.trim());
    context.reopenMachine();
    await context.store.refresh();
    vscode.window.setStatusBarMessage(words.tokenStored(), 3000);
  },
};
