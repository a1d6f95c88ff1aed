import type { PanelModel } from "../core/present/panelModel.ts";
import type { PanelRequest, PanelWords } from "../shared/panelProtocol.ts";
import { button, element, icon } from "./dom.ts";

const severityIcons: Readonly<Record<PanelModel["headline"]["severity"], string>> = {
  error: "error",
  warning: "warning",
  info: "info",
  ok: "pass",
  none: "circle-outline",
};

/** Title bar and headline. The headline is the only live region: a screen reader hears it when it changes. */
export function renderHeader(
  model: PanelModel,
  words: PanelWords,
  send: (request: PanelRequest) => void,
): readonly HTMLElement[] {
  const run = model.isClimbing
    ? [button("cancel", "debug-stop", words.cancel, () => send({ kind: "cancel" }))]
    : [
        button("run", "play", words.run, () => send({ kind: "climb", quick: false })),
        button("quick", "run-above", words.quick, () => send({ kind: "climb", quick: true })),
      ];
  const bar = element(
    "header",
    { className: "bar" },
    element(
      "h1",
      {},
      element("span", { text: model.target ?? "Gateway Lens" }),
      element("span", { className: "from", text: ` ${words.from} ${model.vantage}` }),
    ),
    element(
      "div",
      { className: "actions" },
      ...run,
      button("copy", "copy", words.copy, () => send({ kind: "copyReport" })),
    ),
  );
  return [bar];
}

/** Draws the headline into its lasting element, and only when it changed, so that it is announced once. */
export function renderHeadline(place: HTMLElement, model: PanelModel, words: PanelWords): void {
  const { severity, text } = model.headline;
  const key = `${severity} ${text}`;
  if (place.dataset["shown"] === key) return;
  place.dataset["shown"] = key;
  place.className = `headline ${severity}`;
  place.replaceChildren(
    icon(severityIcons[severity]),
    element("span", { className: "severity", text: words.severities[severity] }),
    element("span", { className: "text", text }),
  );
}
