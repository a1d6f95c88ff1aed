import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { root } from "../../tools/bootstrap.mjs";
import { Editors } from "./editors.ts";
import { firstRowPaint, type FirstPaint } from "./firstRowPaint.ts";
import { Notifications } from "./notifications.ts";
import { OutputView } from "./outputView.ts";
import { Palette } from "./palette.ts";
import { PanelView } from "./panelView.ts";
import { ProblemsView } from "./problemsView.ts";
import { StatusItem } from "./statusItem.ts";
import { TreeView } from "./treeView.ts";

export type ThemeKind = "light" | "dark" | "highContrast";

/** The editor's own themes by their labels, and what its window says of itself once it has taken one over. */
const themes: Record<ThemeKind, { readonly label: string; readonly shown: string }> = {
  light: { label: "Light Modern", shown: "themes-light_modern" },
  dark: { label: "Dark Modern", shown: "themes-dark_modern" },
  highContrast: { label: "Dark High Contrast", shown: "themes-hc_black" },
};

const startTimeoutMs = 60_000;
const ready = ["code/didStartWorkbench", "code/didLoadExtensions"];

/** The window of VS Code as a person uses it. All that is known of its elements is in this folder (VS Code 1.139). */
export class WorkbenchPage {
  readonly page: Page;
  readonly palette: Palette;
  readonly editors: Editors;
  readonly notifications: Notifications;
  readonly problems: ProblemsView;
  readonly output: OutputView;

  constructor(page: Page) {
    this.page = page;
    this.palette = new Palette(page);
    this.editors = new Editors(page);
    this.notifications = new Notifications(page);
    this.problems = new ProblemsView(page, this.palette);
    this.output = new OutputView(page, this.palette);
  }

  /** Opens the window and waits until it is restored and its extension host has answered. */
  async open(url: string): Promise<void> {
    await this.page.goto(url);
    await this.#waitUntilReady();
  }

  /**
   * Loads the window again: a new extension host, with the state and the secrets that the browser kept. By the editor's
   * own command, which writes them down first; the browser's reload does not wait for that.
   */
  async reload(): Promise<void> {
    const loaded = this.page.waitForEvent("load", { timeout: startTimeoutMs });
    await this.palette.run("Developer: Reload Window");
    await loaded;
    await this.#waitUntilReady();
  }

  async #waitUntilReady(): Promise<void> {
    const timeout = startTimeoutMs;
    await this.page.locator(".monaco-workbench .part.statusbar").waitFor({ timeout });
    await this.page.waitForFunction(
      (marks) => marks.every((mark) => performance.getEntriesByName(mark).length > 0),
      ready,
      { timeout },
    );
  }

  /** A tree of the side bar by its title; the container that holds it must be open. */
  tree(title: string): TreeView {
    return new TreeView(this.page, title);
  }

  statusItem(id: string): StatusItem {
    return new StatusItem(this.page, id);
  }

  /** Shows a container of the activity bar in the side bar. */
  async openContainer(title: string): Promise<void> {
    const tab = this.#containerTab(title);
    await tab.waitFor();
    const isOpen =
      (await tab.getAttribute("aria-selected")) === "true" &&
      (await this.page.locator(".part.sidebar").isVisible());
    if (!isOpen) await tab.click();
    await this.page.locator(".part.sidebar .composite.title", { hasText: title }).waitFor();
  }

  /** Makes the side bar wider, by dragging its edge. */
  async widenSideBar(pixels: number): Promise<void> {
    const box = await this.page.locator(".part.sidebar").boundingBox();
    if (box === null) throw new Error("there is no side bar");
    const [edge, middle] = [box.x + box.width + 1, box.y + box.height / 2];
    await this.page.mouse.move(edge, middle);
    await this.page.mouse.down();
    await this.page.mouse.move(edge + pixels, middle, { steps: 5 });
    await this.page.mouse.up();
  }

  #containerTab(title: string): Locator {
    return this.page.locator(".part.activitybar .composite-bar").getByRole("tab", { name: title });
  }

  /**
   * How long it takes from the click on a container, and from the view's own frame, until this tree has its first row;
   * counted inside the page, so that the driver's own round trips are not in it.
   */
  async firstPaint(container: string, tree: string): Promise<FirstPaint> {
    const view = `.part.sidebar .pane:has(.pane-header[aria-label^="${tree}"])`;
    return this.#containerTab(container).evaluate(firstRowPaint, [view, ".monaco-list-row"] as const);
  }

  /** The diagnostics panel of that extension; it must be in front in its group. */
  panel(extensionId: string): PanelView {
    return new PanelView(this.page, extensionId);
  }

  /** The accessible name of what has the keyboard in the workbench itself; empty when it has none. */
  async focusedName(): Promise<string> {
    const focused = this.page.locator("*:focus");
    return (await focused.count()) === 0 ? "" : ((await focused.last().getAttribute("aria-label")) ?? "");
  }

  async press(...keys: readonly string[]): Promise<void> {
    for (const key of keys) await this.page.keyboard.press(key);
  }

  async useTheme(kind: ThemeKind): Promise<void> {
    const { label, shown } = themes[kind];
    await this.palette.pick("Preferences: Color Theme", label);
    await this.page.locator(`.monaco-workbench[class*="${shown}"]`).waitFor();
  }

  /** Keeps a picture of the window among the artefacts of the tests. */
  async screenshot(name: string): Promise<string> {
    const path = join(root, "test/workbench/artefacts", `${name}.png`);
    await this.page.screenshot({ path });
    return path;
  }
}
