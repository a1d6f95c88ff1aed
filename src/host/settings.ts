import * as vscode from "vscode";
import type { Log } from "../core/ports/machine.ts";

/** The user's settings, read once and frozen. None of them is a secret. */
export interface Settings {
  /** Milliseconds between two looks while a view is visible; 0 looks only on command. */
  readonly refreshMs: number;
  readonly maxWaitMs: number;
  /** As `--target` takes it; null lets the config decide. */
  readonly target: string | null;
  readonly openclawPath: string | null;
}

/** The only place that asks VS Code for configuration. A value of the wrong type is replaced by its default and named in the log. */
export function readSettings(log: Log): Settings {
  const section = vscode.workspace.getConfiguration("gatewayLens");
  const number = (key: string, byDefault: number, min: number, max: number): number => {
    const value = section.get<unknown>(key);
    if (typeof value === "number" && Number.isFinite(value) && value >= min && value <= max) return value;
    if (value !== undefined)
      log.warn(`gatewayLens.${key} must be a number from ${min} to ${max}; ${byDefault} is used.`);
    return byDefault;
  };
  const text = (key: string): string | null => {
    const value = section.get<unknown>(key);
    if (value !== undefined && typeof value !== "string")
      log.warn(`gatewayLens.${key} must be text; it is left out.`);
    return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
  };
  return Object.freeze({
    refreshMs: number("refreshSeconds", 15, 0, 3600) * 1000,
    maxWaitMs: number("ladder.maxWaitSeconds", 120, 1, 900) * 1000,
    target: text("target"),
    openclawPath: text("openclawPath"),
  });
}

export function onDidChangeSettings(listener: () => void): vscode.Disposable {
  return vscode.workspace.onDidChangeConfiguration((event) => {
    if (event.affectsConfiguration("gatewayLens")) listener();
  });
}
