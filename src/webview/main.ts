/** The diagnostics panel in its browser. It draws the model that the host sends and sends back what is asked for. */
import type { PanelRequest, ShowModel } from "../shared/panelProtocol.ts";
import { element } from "./dom.ts";
import { readState, writeState, type PanelHost } from "./panelState.ts";
import { renderFindings } from "./renderFindings.ts";
import { renderBar, renderHeadline } from "./renderHeader.ts";
import { renderLadder } from "./renderLadder.ts";

declare function acquireVsCodeApi(): PanelHost;

const host = acquireVsCodeApi();
const send = (request: PanelRequest): void => host.postMessage(request);

const headline = element("p", { attributes: { role: "status", "aria-live": "polite" } });
const top = element("div");
const body = element("main");
document.body.replaceChildren(top, headline, body);

let { selectedRung, last: shown } = readState(host);
/** What is shown was remembered, and nothing newer has come yet. */
let isStale = shown !== null;

function select(rung: string): void {
  selectedRung = rung;
  writeState(host, { selectedRung, last: shown });
  draw(`rung:${rung}`);
}

/** Draws everything again and puts the focus and the open details back to where they were. */
function draw(focusKey = document.activeElement?.getAttribute("data-key") ?? null): void {
  if (shown === null) return;
  const { model, words } = shown;
  const open = new Set(
    [...document.querySelectorAll("details[open] > summary")].map((node) => node.getAttribute("data-key")),
  );
  const { first, others } = renderFindings(model, words, send);
  const ladder = renderLadder(model, words, selectedRung, select, send);
  renderHeadline(headline, model, words);
  top.replaceChildren(renderBar(model, words, isStale ? shown.seenAt : null, send));
  body.replaceChildren(...[first, ladder, others].filter((part) => part !== null));
  for (const summary of document.querySelectorAll("details > summary")) {
    if (open.has(summary.getAttribute("data-key"))) summary.parentElement?.setAttribute("open", "");
  }
  if (focusKey !== null) {
    document
      .querySelector<HTMLElement>(`[data-key="${CSS.escape(focusKey)}"]`)
      ?.focus({ preventScroll: true });
  }
}

/** Arrows move over the rungs, Enter opens the evidence, R climbs the one again. */
function onKey(event: KeyboardEvent): void {
  const rung = (event.target as HTMLElement | null)?.closest<HTMLElement>("[data-rung]");
  if (rung === null || rung === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
  const all = [...document.querySelectorAll<HTMLElement>("[data-rung]")];
  const index = all.indexOf(rung);
  const moves: Readonly<Record<string, number>> = {
    ArrowDown: index + 1,
    ArrowUp: index - 1,
    Home: 0,
    End: all.length - 1,
  };
  const id = rung.dataset["rung"] ?? "";
  const next = moves[event.key];
  if (next !== undefined) select(all[Math.min(Math.max(next, 0), all.length - 1)]?.dataset["rung"] ?? id);
  else if (event.key === "Enter" || event.key === " ") select(id);
  else if (event.key.toLowerCase() === "r" && shown?.model.isClimbing === false)
    send({ kind: "climbOne", rung: id });
  else return;
  event.preventDefault();
}

window.addEventListener("message", (event: MessageEvent<ShowModel>) => {
  const { data } = event;
  if (data.kind !== "show" || (isStale && !data.model.hasLooked)) return;
  shown = data;
  isStale = false;
  if (!data.model.isClimbing) writeState(host, { selectedRung, last: shown });
  draw();
});
document.addEventListener("keydown", onKey);
draw();
send({ kind: "ready" });
