import type { PanelModel, PanelRung } from "../core/present/panelModel.ts";
import type { PanelRequest, PanelWords } from "../shared/panelProtocol.ts";
import { button, element, icon } from "./dom.ts";
import { renderEvidence } from "./renderEvidence.ts";

const stateIcons: Readonly<Record<PanelRung["state"], string>> = {
  ok: "pass",
  warn: "warning",
  fail: "error",
  skipped: "debug-step-over",
  unknown: "question",
  queued: "circle-outline",
  running: "loading",
};

/** The ladder as a list box beside the evidence of the chosen rung, or else of the lowest that has something to say. */
export function renderLadder(
  model: PanelModel,
  words: PanelWords,
  chosen: string | null,
  select: (rung: string) => void,
  send: (request: PanelRequest) => void,
): HTMLElement {
  const selected =
    chosen ?? model.rungs.find(({ state }) => state === "fail" || state === "warn")?.id ?? null;
  const list = element(
    "div",
    {
      className: "rungs",
      attributes: { role: "listbox", "aria-label": words.ladder },
    },
    ...model.rungs.map((rung, index) => {
      const isFocusable = selected === rung.id || (selected === null && index === 0);
      return renderRung(rung, words, selected === rung.id, isFocusable, select);
    }),
  );
  const shown = model.rungs.find((rung) => rung.id === selected);
  return element(
    "section",
    { className: "ladder" },
    element("div", {}, element("h2", { text: words.ladder }), list),
    renderDetails(model, shown, words, send),
  );
}

function renderRung(
  rung: PanelRung,
  words: PanelWords,
  isSelected: boolean,
  isFocusable: boolean,
  select: (rung: string) => void,
): HTMLElement {
  return element(
    "div",
    {
      className: `rung ${rung.state}`,
      onClick: () => select(rung.id),
      attributes: {
        role: "option",
        "data-key": `rung:${rung.id}`,
        "data-rung": rung.id,
        "data-state": rung.state,
        "aria-selected": String(isSelected),
        tabindex: isFocusable ? "0" : "-1",
      },
    },
    icon(stateIcons[rung.state], rung.state === "running" ? "codicon-modifier-spin" : ""),
    element("span", { className: "name", text: rung.title }),
    element("span", { className: "state", text: words.states[rung.state] }),
    element("span", { className: "elapsed", text: rung.elapsed }),
    element("span", { className: "verdict", text: rung.verdict }),
  );
}

function renderDetails(
  model: PanelModel,
  rung: PanelRung | undefined,
  words: PanelWords,
  send: (request: PanelRequest) => void,
): HTMLElement {
  if (rung === undefined) {
    return element(
      "div",
      { className: "details" },
      element("p", { className: "hint", text: words.selectRung }),
    );
  }
  const again = model.isClimbing
    ? null
    : button("again", "refresh", words.again, () => send({ kind: "climbOne", rung: rung.id }));
  return element(
    "div",
    {
      className: "details",
      attributes: { role: "region", "aria-label": `${words.evidence}: ${rung.title}` },
    },
    element(
      "div",
      { className: "details-bar" },
      element("h2", { text: `${words.evidence}: ${rung.title}` }),
      again,
    ),
    rung.verdict === "" ? null : element("p", { text: rung.verdict }),
    ...rung.notes.map((note) => element("p", { className: "note", text: note })),
    rung.state === "queued" || rung.state === "running"
      ? element("p", { className: "hint", text: words.states[rung.state] })
      : renderEvidence(rung.evidence, words),
  );
}
