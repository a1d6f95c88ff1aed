import type { Locator, Page } from "playwright-core";
import { shownText } from "./shownText.ts";

/** Toasts, and dialogs over the window. Toasts are not shown while the test driver is on. */
export class Notifications {
  readonly #page: Page;

  constructor(page: Page) {
    this.#page = page;
  }

  async texts(): Promise<string[]> {
    return (await this.#toasts().locator(".notification-list-item-message").allInnerTexts()).map(shownText);
  }

  async waitFor(text: string | RegExp): Promise<void> {
    await this.#toast(text).waitFor();
  }

  async choose(text: string | RegExp, button: string): Promise<void> {
    const toast = this.#toast(text);
    await toast.hover();
    await toast.getByRole("button", { name: button }).click();
  }

  /** Answers the dialog that stands over the window, and tells what it said. */
  async answerDialog(button: string): Promise<string> {
    const dialog = this.#page.locator(".monaco-dialog-box");
    const text = shownText(await dialog.locator(".dialog-message-container").innerText());
    await dialog.getByRole("button", { name: button }).click();
    await dialog.waitFor({ state: "detached" });
    return text;
  }

  #toast(text: string | RegExp): Locator {
    return this.#toasts().filter({ hasText: text }).first();
  }

  #toasts(): Locator {
    return this.#page.locator(".notifications-toasts .notification-list-item");
  }
}
