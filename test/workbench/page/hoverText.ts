import type { Locator, Page } from "playwright-core";
import { shownText } from "./shownText.ts";

/** What the workbench says when the mouse rests on an element, and on nothing else before. */
export async function hoverText(page: Page, element: Locator): Promise<string> {
  const hover = page.locator(".workbench-hover-container .monaco-hover");
  await page.mouse.move(700, 2);
  await hover.waitFor({ state: "hidden" });
  await element.hover();
  await hover.waitFor();
  return shownText(await hover.innerText());
}
