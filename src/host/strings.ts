import * as vscode from "vscode";
import type { PanelWords } from "../shared/panelProtocol.ts";

const t = (message: string, ...args: (string | number)[]): string => vscode.l10n.t(message, ...args);

/** Every string that the extension itself shows. Functions, so that nothing is translated while the module loads. */
export const words = {
  showLog: (): string => t("Show Log"),
  panelTitle: (): string => t("Gateway Diagnostics"),
  climbing: (): string => t("Gateway ladder"),
  cannotOpen: (file: string): string => t("{0} could not be opened.", file),
  noConfig: (path: string): string => t("There is no config file at {0}.", path),
  noLog: (): string => t("No log file is known yet. Run the whole ladder once: its log rung finds it."),
  nothingToCopy: (): string => t("There is no report yet. Run the ladder first."),
  report: (): string => t("the report"),
  copied: (what: string): string => t("Copied: {0}", what),
  noCommand: (): string => t("This finding has no command to copy."),
  pickRung: (): string => t("Which rung is to be climbed again?"),
  terminalName: (): string => t("Gateway Lens: first action"),
  stale: (when: string): string => t("as last seen at {0}", when),
  notLooked: (failure: string): string => t("The last look failed: {0}", failure),
  findingsBadge: (count: number): string =>
    count === 1
      ? t("1 finding of severity error or warning")
      : t("{0} findings of severity error or warning", count),
  storeTokenTitle: (): string => t("Store Gateway Token"),
  storeTokenPrompt: (): string =>
    t(
      "Kept in VS Code's secret storage. It is sent only to a verified gateway, and only where no other token can be read.",
    ),
  tokenHasBlanks: (): string => t("A token has at least one character and no blanks."),
  tokenStored: (): string => t("The token is stored."),
  tokenForgotten: (): string => t("The token is forgotten."),
  statusActions: (): readonly { readonly command: string; readonly label: string }[] => [
    { command: "gatewayLens.ladder.run", label: t("Run ladder") },
    { command: "gatewayLens.panel.show", label: t("Show panel") },
    { command: "gatewayLens.log.open", label: t("Open log") },
    { command: "gatewayLens.topology.refresh", label: t("Refresh") },
  ],
  panel: (): PanelWords => ({
    run: t("Run Ladder"),
    quick: t("Quick Ladder"),
    cancel: t("Cancel"),
    copy: t("Copy as Markdown"),
    ladder: t("Ladder"),
    evidence: t("Evidence"),
    otherFindings: t("Other findings"),
    first: t("First:"),
    typeInTerminal: t("Type in Terminal"),
    copyCommand: t("Copy Command"),
    again: t("Climb Again"),
    from: t("from"),
    sources: t("Sources"),
    consequenceOf: t("A consequence of"),
    noEvidence: t("Nothing was asked."),
    selectRung: t(
      "Select a rung to see what it asked and what came back. The R key climbs the selected rung again.",
    ),
    states: {
      ok: t("ok"),
      warn: t("warning"),
      fail: t("failed"),
      skipped: t("skipped"),
      unknown: t("unknown"),
      queued: t("queued"),
      running: t("running"),
    },
    severities: {
      error: t("Error"),
      warning: t("Warning"),
      info: t("Note"),
      ok: t("Healthy"),
      none: t("Not judged"),
      busy: t("Checking"),
    },
    risks: {
      read: t("reads only"),
      soft: t("can be undone"),
      disruptive: t("interrupts the gateway"),
      destructive: t("destroys data"),
    },
  }),
};
