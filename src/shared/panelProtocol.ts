/** Messages between the extension host and the diagnostics panel. Both sides import this file and nothing else of each other. */
import type { PanelModel } from "../core/present/panelModel.ts";

/** Host to panel. The whole model each time: it is small, and a reload needs nothing more. */
export interface ShowModel {
  readonly kind: "show";
  readonly model: PanelModel;
  readonly words: PanelWords;
  /** "as last seen at …", for a panel that is restored with this before there is anything newer. */
  readonly seenAt: string;
}

/** Panel to host. */
export type PanelRequest =
  | { readonly kind: "ready" }
  | { readonly kind: "climb"; readonly quick: boolean }
  | { readonly kind: "climbOne"; readonly rung: string }
  | { readonly kind: "cancel" }
  | { readonly kind: "copyReport" }
  | { readonly kind: "copyAction"; readonly finding: string }
  | { readonly kind: "typeAction"; readonly finding: string }
  | { readonly kind: "openLocation"; readonly finding: string };

/** For each kind of request, the function that serves it: a kind without one does not compile. */
export type PanelHandlers = {
  readonly [K in PanelRequest["kind"]]: (request: Extract<PanelRequest, { readonly kind: K }>) => unknown;
};

/** The panel's own words, translated by the host. */
export interface PanelWords {
  readonly run: string;
  readonly quick: string;
  readonly cancel: string;
  readonly copy: string;
  readonly ladder: string;
  readonly evidence: string;
  readonly otherFindings: string;
  readonly first: string;
  readonly typeInTerminal: string;
  readonly copyCommand: string;
  readonly again: string;
  readonly from: string;
  readonly sources: string;
  readonly consequenceOf: string;
  readonly noEvidence: string;
  readonly selectRung: string;
  readonly states: Readonly<Record<PanelModel["rungs"][number]["state"], string>>;
  readonly severities: Readonly<Record<PanelModel["headline"]["severity"], string>>;
  readonly risks: Readonly<Record<PanelModel["findings"][number]["firstAction"]["risk"], string>>;
}

/** True when a value from outside has the form of a request; the host trusts nothing else. */
export function isPanelRequest(value: unknown): value is PanelRequest {
  if (typeof value !== "object" || value === null || !("kind" in value)) return false;
  const request = value as Record<string, unknown>;
  switch (request["kind"]) {
    case "ready":
    case "cancel":
    case "copyReport":
      return true;
    case "climb":
      return typeof request["quick"] === "boolean";
    case "climbOne":
      return typeof request["rung"] === "string";
    case "copyAction":
    case "typeAction":
    case "openLocation":
      return typeof request["finding"] === "string";
    default:
      return false;
  }
}
