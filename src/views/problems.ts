import * as vscode from "vscode";
import type { Finding } from "../core/model/finding.ts";
import type { Severity } from "../core/model/severity.ts";
import type { Store } from "../core/store.ts";

const severities: Readonly<Record<Severity, vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  info: vscode.DiagnosticSeverity.Information,
};

/** Findings that have a file of this machine, in the Problems panel. */
export function createProblems(store: Store): vscode.Disposable {
  const collection = vscode.languages.createDiagnosticCollection("gatewayLens");
  let shown: readonly Finding[] = [];
  const subscription = store.onDidChange(({ diagnosis, snapshot }) => {
    const findings = diagnosis?.findings ?? [];
    if (findings === shown) return;
    shown = findings;
    const byFile = new Map<string, vscode.Diagnostic[]>();
    for (const finding of findings) {
      const { location } = finding;
      if (location === null || location.namespace !== snapshot?.vantage) continue;
      byFile.set(location.file, [...(byFile.get(location.file) ?? []), diagnosticOf(finding, location.line)]);
    }
    collection.clear();
    for (const [file, diagnostics] of byFile) collection.set(vscode.Uri.file(file), diagnostics);
  });
  return { dispose: () => vscode.Disposable.from(subscription, collection).dispose() };
}

function diagnosticOf(finding: Finding, line: number | null): vscode.Diagnostic {
  const row = Math.max((line ?? 1) - 1, 0);
  const wholeLine = new vscode.Range(row, 0, row, Number.MAX_SAFE_INTEGER);
  const diagnostic = new vscode.Diagnostic(
    wholeLine,
    `${finding.title}. ${finding.explanation}`,
    severities[finding.severity],
  );
  diagnostic.source = "Gateway Lens";
  diagnostic.code = finding.id;
  return diagnostic;
}
