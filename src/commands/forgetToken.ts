import * as vscode from "vscode";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";

export const forgetToken: Command = {
  id: "gatewayLens.token.forget",
  title: "Forget Stored Gateway Token",
  async run(context) {
    await context.storedToken.forget();
    context.reopenMachine();
    await context.store.refresh();
    vscode.window.setStatusBarMessage(words.tokenForgotten(), 3000);
  },
};
