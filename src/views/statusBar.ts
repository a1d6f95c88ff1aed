import * as vscode from "vscode";
import { statusModel, type StatusModel } from "../core/present/statusModel.ts";
import type { Store } from "../core/store.ts";
import { words } from "../host/strings.ts";

const icons: Readonly<Record<StatusModel["severity"], string>> = {
  ok: "pass",
  error: "error",
  warning: "warning",
  info: "info",
  busy: "sync~spin",
  absent: "circle-slash",
  none: "circle-outline",
};

/** One item on the left: how the gateway does, in two or three words. A click opens the panel. */
export function createStatusBar(store: Store): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("gateway", vscode.StatusBarAlignment.Left, 10);
  item.name = "Gateway Lens";
  item.command = "gatewayLens.panel.show";
  const draw = (): void => {
    const model = statusModel(store.state);
    item.text = `$(${icons[model.severity]}) ${model.text}`;
    item.backgroundColor =
      model.severity === "error" ? new vscode.ThemeColor("statusBarItem.errorBackground") : undefined;
    item.tooltip = tooltipOf(model);
    item.accessibilityInformation = { label: `${model.text}. ${model.tooltip[0] ?? ""}` };
  };
  draw();
  item.show();
  const subscription = store.onDidChange(draw);
  return { dispose: () => vscode.Disposable.from(subscription, item).dispose() };
}

/** Facts as plain text; the links below may run only the commands that are named here. */
function tooltipOf(model: StatusModel): vscode.MarkdownString {
  const text = new vscode.MarkdownString("", true);
  const actions = words.statusActions();
  text.isTrusted = { enabledCommands: actions.map(({ command }) => command) };
  const [headline = "", ...details] = model.tooltip;
  text.appendText(headline).appendMarkdown("\n\n");
  for (const line of details) text.appendText(line).appendMarkdown("  \n");
  text.appendMarkdown("\n");
  text.appendMarkdown(actions.map(({ command, label }) => `[${label}](command:${command})`).join(" · "));
  return text;
}
