import type { FaultLayer } from "../model/finding.ts";
import type { FaultId } from "../model/ids.ts";
import type { StoreState } from "../store.ts";
import { durationText } from "./durationText.ts";
import { headlineOfRun, type HeadlineModel } from "./headlineModel.ts";

/** The one item of a status bar. */
export interface StatusModel {
  readonly severity: HeadlineModel["severity"] | "busy" | "absent";
  /** Short: `Gateway: token differs`. */
  readonly text: string;
  /** One line each, the headline first. */
  readonly tooltip: readonly string[];
}

export function statusModel(state: StoreState): StatusModel {
  const { snapshot, diagnosis, run, climbing } = state;
  const first = diagnosis?.findings.find(({ suppressedBy }) => suppressedBy.length === 0);
  if (climbing !== null || (diagnosis === null && state.isLooking)) {
    const busy = climbing === null ? "Looking for gateways" : `Climbing the ladder of ${climbing.target.id}`;
    return { severity: "busy", text: "Gateway: checking", tooltip: [busy] };
  }
  if (state.failure !== null) {
    return { severity: "none", text: "Gateway: not checked", tooltip: [state.failure] };
  }
  if (first !== undefined) {
    const phrase = phrases[first.id] ?? layerPhrases[first.layer];
    return {
      severity: first.severity,
      text: `Gateway: ${phrase}`,
      tooltip: [first.title, first.explanation, ...details(state)],
    };
  }
  if (snapshot === null) return { severity: "none", text: "Gateway", tooltip: ["Not looked yet"] };
  if (run !== null) {
    const { severity, text } = headlineOfRun(run, diagnosis?.findings);
    return {
      severity,
      text: severity === "ok" ? "Gateway" : "Gateway: not judged",
      tooltip: [text, ...details(state)],
    };
  }
  if (snapshot.gateways.length === 0) {
    return { severity: "absent", text: "Gateway: none", tooltip: ["No gateway was seen to run"] };
  }
  return {
    severity: "none",
    text: "Gateway",
    tooltip: ["No ladder has been climbed yet", ...details(state)],
  };
}

function details({ snapshot, run }: StoreState): readonly string[] {
  if (snapshot === null) return [];
  const gateway =
    run === null ? snapshot.gateways[0] : snapshot.gateways.find(({ id }) => id === run.target.id);
  const url = run?.target.url ?? gateway?.answersAt[0]?.url;
  return [
    ...(url === undefined ? [] : [`Address from here: ${url}`]),
    ...(gateway?.version == null ? [] : [`Version ${gateway.version}`]),
    ...(gateway?.startedAt == null ? [] : [`Up ${durationText(snapshot.takenAt - gateway.startedAt)}`]),
    ...(run === null ? [] : [`Last ladder at ${new Date(run.startedAt).toLocaleTimeString()}`]),
  ];
}

const phrases: Readonly<Partial<Record<FaultId, string>>> = {
  "gateway-unreachable": "unreachable",
  "gateway-unresponsive": "does not respond",
  "gateway-in-other-network": "other network",
  "windows-localhost-relay-down": "relay down",
  "port-held-on-windows": "port taken",
  "different-gateway-per-namespace": "two gateways",
  "gateway-starting": "starting",
  "gateway-token-mismatch": "token differs",
  "gateway-mode-missing": "no mode set",
  "config-invalid": "config invalid",
  "port-in-use": "port taken",
  "second-gateway-running": "second gateway",
  "service-token-drift": "token will differ",
  "service-start-limit-hit": "service gave up",
  "pairing-required": "pairing waits",
};

const layerPhrases: Readonly<Record<FaultLayer, string>> = {
  vscode: "editor problem",
  wsl: "WSL problem",
  instance: "instance problem",
  service: "service problem",
  install: "install problem",
  config: "config problem",
  port: "port problem",
  auth: "login problem",
  network: "network problem",
  container: "container problem",
  windows: "Windows problem",
  channel: "channel problem",
  meta: "problem found",
};
