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

/** Milliseconds from a click on the tab until an element for the selector is there. Rejects after 15 s. */
export function firstRowPaint(tab: unknown, selector: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const begin = performance.now();
    const observer = new MutationObserver(() => {
      if (document.querySelector(selector) === null) return;
      observer.disconnect();
      resolve(performance.now() - begin);
    });
    observer.observe(document.body, { childList: true, subtree: true });
    setTimeout(() => reject(new Error(`nothing is there for ${selector} within 15 s`)), 15_000);
    ((tab as Clickable).querySelector(".action-label") ?? (tab as Clickable)).click();
  });
}
