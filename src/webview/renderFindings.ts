import type { PanelFinding, PanelModel } from "../core/present/panelModel.ts";
import type { PanelRequest, PanelWords } from "../shared/panelProtocol.ts";
import { button, element, icon } from "./dom.ts";
import { renderEvidence } from "./renderEvidence.ts";

/** What the headline tells of stands below it; the others stand below the ladder. */
export function renderFindings(
  model: PanelModel,
  words: PanelWords,
  send: (request: PanelRequest) => void,
): { readonly first: HTMLElement | null; readonly others: HTMLElement | null } {
  const first = model.findings.find(({ id }) => id === model.headline.finding);
  const others = model.findings.filter((finding) => finding !== first);
  return {
    first: first === undefined ? null : renderFinding(first, true, words, send),
    others:
      others.length === 0
        ? null
        : element(
            "section",
            { className: "findings" },
            element("h2", { text: `${words.otherFindings} (${others.length})` }),
            ...others.map((finding) => renderFinding(finding, false, words, send)),
          ),
  };
}

/** What it means, what to do first, and what it rests on. `isHeadline` leaves out what stands above it. */
function renderFinding(
  finding: PanelFinding,
  isHeadline: boolean,
  words: PanelWords,
  send: (request: PanelRequest) => void,
): HTMLElement {
  const { id, firstAction, location } = finding;
  const place =
    location === null
      ? null
      : button(`open:${id}`, "go-to-file", location, () => send({ kind: "openLocation", finding: id }));
  return element(
    "article",
    {
      className: `finding ${finding.severity} ${finding.suppressedBy.length > 0 ? "suppressed" : ""}`.trim(),
      attributes: { "data-finding": id, "aria-label": finding.title },
    },
    isHeadline
      ? null
      : element(
          "h3",
          {},
          icon(finding.severity),
          element("span", { className: "severity", text: words.severities[finding.severity] }),
          element("span", { text: finding.title }),
        ),
    element("p", { className: "fact", text: `${id} · ${finding.confidence}` }),
    finding.suppressedBy.length === 0
      ? null
      : element("p", {
          className: "note",
          text: `${words.consequenceOf} ${finding.suppressedBy.join(", ")}`,
        }),
    element("p", { text: finding.explanation }),
    element(
      "div",
      { className: "first" },
      element(
        "p",
        {},
        element("strong", { text: `${words.first} ` }),
        document.createTextNode(`${firstAction.label} `),
        element("span", { className: "risk", text: `(${words.risks[firstAction.risk]})` }),
      ),
      firstAction.command === null ? null : element("pre", { text: firstAction.command }),
      ...(firstAction.command === null
        ? []
        : [
            button(`type:${id}`, "terminal", words.typeInTerminal, () =>
              send({ kind: "typeAction", finding: id }),
            ),
            button(`copy:${id}`, "copy", words.copyCommand, () => send({ kind: "copyAction", finding: id })),
          ]),
      place,
    ),
    element(
      "details",
      {},
      element("summary", { text: words.evidence, attributes: { "data-key": `evidence:${id}` } }),
      renderEvidence(finding.evidence, words),
      finding.sources.length === 0
        ? null
        : element("p", { className: "fact", text: `${words.sources}: ${finding.sources.join(", ")}` }),
    ),
  );
}
