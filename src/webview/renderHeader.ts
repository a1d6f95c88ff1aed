import type { PanelModel } from "../core/present/panelModel.ts";
import type { PanelRequest, PanelWords } from "../shared/panelProtocol.ts";
import { button, element, icon } from "./dom.ts";

const severityIcons: Readonly<Record<PanelModel["headline"]["severity"], string>> = {
  error: "error",
  warning: "warning",
  info: "info",
  ok: "pass",
  none: "circle-outline",
  busy: "loading",
};

/** What is looked at, from where, and what can be done. `seenAt` says so where it is not from this session. */
export function renderBar(
  model: PanelModel,
  words: PanelWords,
  seenAt: string | null,
  send: (request: PanelRequest) => void,
): HTMLElement {
  const run = model.isClimbing
    ? [button("cancel", "debug-stop", words.cancel, () => send({ kind: "cancel" }))]
    : [
        button("run", "play", words.run, () => send({ kind: "climb", quick: false }), "primary"),
        button("quick", "run-above", words.quick, () => send({ kind: "climb", quick: true })),
      ];
  return element(
    "header",
    { className: "bar" },
    element(
      "h1",
      {},
      element("span", { text: model.target ?? "Gateway Lens" }),
      model.vantage === null
        ? null
        : element("span", { className: "from", text: ` ${words.from} ${model.vantage}` }),
      seenAt === null ? null : element("span", { className: "stale", text: seenAt }),
    ),
    element(
      "div",
      { className: "actions" },
      ...run,
      button("copy", "copy", words.copy, () => send({ kind: "copyReport" })),
    ),
  );
}

/**
 * Draws the headline into its lasting element, and only when it changed: as the only live region, it is announced
 * once each time.
 */
export function renderHeadline(place: HTMLElement, model: PanelModel, words: PanelWords): void {
  const { severity, text } = model.headline;
  const key = `${severity} ${text}`;
  if (place.dataset["shown"] === key) return;
  place.dataset["shown"] = key;
  place.className = `headline ${severity}`;
  place.replaceChildren(
    icon(severityIcons[severity], severity === "busy" ? "codicon-modifier-spin" : ""),
    element("span", { className: "severity", text: words.severities[severity] }),
    element("span", { className: "text", text }),
  );
}
