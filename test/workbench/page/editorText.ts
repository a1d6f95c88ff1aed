import type { Locator } from "playwright-core";
import type { DomElement } from "./domElement.ts";
import { plainSpaces } from "./shownText.ts";

/** The lines that a text editor has on the screen, from top to bottom; in the page they stand in the order of drawing. */
export async function editorLines(editor: Locator): Promise<string[]> {
  const lines = await editor.locator(".view-lines .view-line").evaluateAll((elements: DomElement[]) =>
    elements
      .map((line) => ({ top: Number.parseFloat(line.style.top), text: line.textContent ?? "" }))
      .sort((a, b) => a.top - b.top)
      .map(({ text }) => text),
  );
  return lines.map(plainSpaces);
}
