import type { Evidence } from "../core/model/evidence.ts";
import { elapsedText } from "../core/present/durationText.ts";
import type { PanelWords } from "../shared/panelProtocol.ts";
import { element } from "./dom.ts";

/** What was asked, when, and what came back. */
export function renderEvidence(evidence: readonly Evidence[], words: PanelWords): HTMLElement {
  if (evidence.length === 0) return element("p", { className: "hint", text: words.noEvidence });
  return element(
    "ul",
    { className: "evidence" },
    ...evidence.map((entry) =>
      element(
        "li",
        {},
        element("code", { text: entry.what }),
        element("span", {
          className: "fact",
          text: `${new Date(entry.at).toLocaleTimeString()} · ${elapsedText(entry.elapsedMs)} · ${entry.status}`,
        }),
        entry.excerpt === "" ? null : element("pre", { text: entry.excerpt }),
      ),
    ),
  );
}
