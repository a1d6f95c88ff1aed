import * as vscode from "vscode";
import type { Rung } from "../core/probe/rung.ts";
import { words } from "../host/strings.ts";
import { climb } from "./climb.ts";
import type { Command } from "./command.ts";

/** Climbs one rung of the last ladder again, with those it stands on; asks which one when none is named. */
export const runOneRung: Command = {
  id: "gatewayLens.ladder.runOne",
  title: "Climb One Rung Again",
  async run(context, argument) {
    const { rungs } = await import("../core/probe/registry.ts");
    const chosen = typeof argument === "string" ? argument : await pickRung(rungs);
    const rung = rungs.find(({ id }) => id === chosen);
    if (rung !== undefined) await climb(context, { quick: false, only: [rung.id] });
  },
};

async function pickRung(rungs: readonly Rung<unknown>[]): Promise<string | undefined> {
  const rows = rungs.map(({ id, title }) => ({ label: title, description: id }));
  const row = await vscode.window.showQuickPick(rows, {
    placeHolder: words.pickRung(),
    matchOnDescription: true,
  });
  return row?.description;
}
