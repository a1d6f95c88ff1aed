import * as vscode from "vscode";
import type { CommandContext } from "./commands/command.ts";
import { commands } from "./commands/index.ts";
import { lookAgain } from "./commands/lookAgain.ts";
import { panelHandlers } from "./commands/panelHandlers.ts";
import { climb, judge, look, type Catalogue } from "./core/look.ts";
import type { Snapshot } from "./core/model/snapshot.ts";
import type { Target } from "./core/model/target.ts";
import type { Machine } from "./core/ports/machine.ts";
import { resolveTarget } from "./core/probe/target.ts";
import { Store } from "./core/store.ts";
import { lastSeenIn } from "./host/lastSeen.ts";
import { registerCommand } from "./host/registerCommand.ts";
import { onDidChangeSettings, readSettings } from "./host/settings.ts";
import { storedTokenIn } from "./host/storedToken.ts";
import { leaveWhenUnseen } from "./host/leaveWhenUnseen.ts";
import { Watch } from "./host/watch.ts";
import { DiagnosticsPanel } from "./views/diagnosticsPanel.ts";
import { createFindingsView } from "./views/findingsView.ts";
import { writeLadderTo } from "./views/ladderChannel.ts";
import { createProblems } from "./views/problems.ts";
import { createStatusBar } from "./views/statusBar.ts";
import { createTopologyView } from "./views/topologyView.ts";

/** Wires the core to VS Code. Synchronous: no process, no network and no file is touched until a view is visible. */
export function activate(extension: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel("Gateway Lens: Ladder", { log: true });
  const { version } = extension.extension.packageJSON as { readonly version: string };
  let settings = readSettings(log);
  const storedToken = storedTokenIn(extension.secrets);
  let machine: Promise<Machine> | null = null;
  let catalogue: Catalogue = { providers: [], rungs: [], rules: [] };
  const openMachine = async (): Promise<Machine> => {
    const { openclawPath } = settings;
    // Here, since these are most of what activation would load, and nothing needs them before the first look.
    ({ catalogue } = await import("./core/catalogue.ts"));
    const { liveMachine } = await import("./platform/liveMachine.ts");
    return liveMachine({ log, version, openclawPath, storedToken: await storedToken.read() });
  };
  const settleTarget: CommandContext["settleTarget"] = (snapshot) =>
    resolveTarget(snapshot, {
      target: settings.target ?? undefined,
      envUrl: process.env["OPENCLAW_GATEWAY_URL"],
    });
  const meant = (snapshot: Snapshot): Target | null => {
    const target = settleTarget(snapshot);
    return target.ok ? target.value : null;
  };
  const leaveGuests = (): void =>
    void machine?.then(
      ({ guests }) => guests.leave(),
      () => undefined,
    );
  const reopenMachine = (): void => {
    leaveGuests();
    machine = null;
  };
  const store = new Store({
    look: async (signal) => {
      machine ??= openMachine();
      return look(await machine, catalogue, signal);
    },
    climb: (seen, request, signal) => climb(seen, catalogue, request, signal),
    judge: (snapshot, run) =>
      judge(catalogue, snapshot, run ?? { target: meant(snapshot), ladder: null }, log),
  });
  const panel = new DiagnosticsPanel(store, extension.extensionUri, () => catalogue.rungs, panelHandlers);
  const context: CommandContext = {
    store,
    log,
    channel: log,
    panel,
    storedToken,
    reopenMachine,
    settings: () => settings,
    settleTarget,
  };
  const topology = createTopologyView(store, lastSeenIn(extension.workspaceState));
  const findings = createFindingsView(store);
  const watch = new Watch(
    () => lookAgain(context),
    () => settings.refreshMs,
  );
  const show = (view: string, isVisible: boolean): void => {
    watch.setVisible(view, isVisible);
    letSleep();
  };
  const letSleep = (): void => leaveWhenUnseen(watch, store.state, leaveGuests);
  const watched = [
    store.onDidChange(letSleep),
    topology.view.onDidChangeVisibility(({ visible }) => show("topology", visible)),
    findings.view.onDidChangeVisibility(({ visible }) => show("findings", visible)),
    panel.onDidChangeVisibility((visible) => show("panel", visible)),
  ];
  watch.setVisible("topology", topology.view.visible);

  extension.subscriptions.push(
    ...commands.map((each) => registerCommand(each.id, each.title, (it) => each.run(context, it), log)),
    ...watched,
    { dispose: leaveGuests },
    extension.secrets.onDidChange(reopenMachine),
    onDidChangeSettings(() => {
      settings = readSettings(log);
      reopenMachine();
    }),
    createProblems(store),
    createStatusBar(store),
    writeLadderTo(log, store),
    topology,
    findings,
    panel,
    watch,
    store,
    log,
  );
}
