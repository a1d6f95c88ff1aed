import type { EvidenceId, FaultId, NamespaceId } from "./ids.ts";
import type { Confidence, Risk, Severity } from "./severity.ts";

/** The layer a fault belongs to; a label for people, not an order. */
export type FaultLayer =
  | "vscode"
  | "wsl"
  | "instance"
  | "service"
  | "install"
  | "config"
  | "port"
  | "auth"
  | "network"
  | "container"
  | "windows"
  | "channel"
  | "meta";

/** Where in a file a finding can be fixed. */
export interface FindingLocation {
  readonly namespace: NamespaceId;
  readonly file: string;
  /** 1-based; null when the file as a whole is meant. */
  readonly line: number | null;
}

/** What to do first. */
export interface FirstAction {
  readonly label: string;
  /** Exact command for the user's own shell, or null when there is nothing to type. */
  readonly command: string | null;
  readonly risk: Risk;
}

/** A fault found, with its confidence and evidence. */
export interface Finding {
  readonly id: FaultId;
  readonly layer: FaultLayer;
  readonly severity: Severity;
  readonly confidence: Confidence;
  readonly title: string;
  readonly explanation: string;
  readonly evidence: readonly EvidenceId[];
  readonly location: FindingLocation | null;
  readonly firstAction: FirstAction;
  /** Findings that explain this one; empty for a root cause. */
  readonly suppressedBy: readonly FaultId[];
  readonly sources: readonly string[];
}

/** What one rule said about one scene. */
export interface RuleResult {
  readonly id: FaultId;
  readonly state: "ok" | "fault" | "unknown";
  /** For `unknown`: which facts were missing and why. */
  readonly missing: readonly string[];
  readonly evidence: readonly EvidenceId[];
}
