import type * as vscode from "vscode";

/** The log channel that the ladder is written to. */
export type LadderChannel = Pick<vscode.LogOutputChannel, "show">;
