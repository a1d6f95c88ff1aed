import * as vscode from "vscode";
import { factOf } from "../core/probe/rung.ts";
import { openFile } from "../host/openFile.ts";
import { words } from "../host/strings.ts";
import type { Command } from "./command.ts";

/** Opens the log file that the gateway of the last ladder writes, or would write, to. */
export const openLog: Command = {
  id: "gatewayLens.log.open",
  title: "Open Gateway Log",
  async run({ store }) {
    const { recentLogs } = await import("../core/probe/rungs/recentLogs.ts");
    const { run, snapshot } = store.state;
    const logs = factOf(run?.ladder ?? null, recentLogs);
    const config = snapshot?.configs.get(snapshot.vantage);
    const configured = config?.known === true ? (config.value.logFile ?? null) : null;
    const file = logs.known && logs.value.source !== "journal" ? logs.value.name : configured;
    if (file === null) void vscode.window.showInformationMessage(words.noLog());
    else await openFile(file, null);
  },
};
