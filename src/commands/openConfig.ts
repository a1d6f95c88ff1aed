import * as vscode from "vscode";
import { openFile } from "../host/openFile.ts";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";

/** Opens the config that a gateway started here would read, at its first problem if it has one. */
export const openConfig: Command = {
  id: "gatewayLens.config.open",
  title: "Open Gateway Config",
  async run({ store }) {
    if (store.state.snapshot === null) await store.refresh();
    const { snapshot } = store.state;
    const config = snapshot?.configs.get(snapshot.vantage);
    if (config === undefined || !config.known) {
      void vscode.window.showInformationMessage(words.noConfig(config?.reason ?? ""));
      return;
    }
    const { path, exists, problems } = config.value;
    const problem = problems[0];
    if (!exists) void vscode.window.showInformationMessage(words.noConfig(path));
    else await openFile(problem?.file ?? path, problem?.line ?? null);
  },
};
