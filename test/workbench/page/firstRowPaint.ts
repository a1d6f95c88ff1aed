/** Runs inside the page, where the browser's own names are; this program is type-checked without them. */
declare const document: { readonly body: unknown; querySelector(selector: string): unknown };
declare const MutationObserver: new (onChange: () => void) => {
  observe(target: unknown, options: { readonly childList: boolean; readonly subtree: boolean }): void;
  disconnect(): void;
};

interface Clickable {
  querySelector(selector: string): Clickable | null;
  click(): void;
}

/** Milliseconds. */
export interface FirstPaint {
  readonly fromClickMs: number;
  /** From the view's own frame, which the editor draws before it asks the extension for rows. */
  readonly fromViewMs: number;
}

/** From a click on the tab until an element for `row` is there in the view. Rejects after 15 s. */
export function firstRowPaint(tab: unknown, [view, row]: readonly [string, string]): Promise<FirstPaint> {
  return new Promise((resolve, reject) => {
    const clickedAt = performance.now();
    let shownAt: number | null = null;
    const observer = new MutationObserver(() => {
      const now = performance.now();
      if (shownAt === null && document.querySelector(view) !== null) shownAt = now;
      if (shownAt === null || document.querySelector(`${view} ${row}`) === null) return;
      observer.disconnect();
      resolve({ fromClickMs: now - clickedAt, fromViewMs: now - shownAt });
    });
    observer.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => reject(new Error(`nothing is there for ${view} ${row} within 15 s`)), 15_000);
    ((tab as Clickable).querySelector(".action-label") ?? (tab as Clickable)).click();
  });
}
