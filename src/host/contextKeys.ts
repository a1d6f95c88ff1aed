import * as vscode from "vscode";
import type { Welcome } from "../core/present/topologyModel.ts";

/** Every context key of the extension, with the type of its value. */
export interface ContextKeys {
  /** Which welcome text the Topology view shows while it has no rows. */
  readonly state: Welcome | "shown";
  readonly isClimbing: boolean;
  readonly hasClimbed: boolean;
  readonly hasFindings: boolean;
}

const shown = new Map<keyof ContextKeys, unknown>();

/** Sets a context key for `when` clauses; the same value again costs nothing. */
export function setContextKey<K extends keyof ContextKeys>(key: K, value: ContextKeys[K]): void {
  if (shown.get(key) === value) return;
  shown.set(key, value);
  void vscode.commands.executeCommand("setContext", `gatewayLens.${key}`, value);
}
