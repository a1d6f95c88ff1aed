/** What the page objects read of an element inside the page; this program is type-checked without the browser's own types. */
export interface DomElement {
  readonly textContent: string | null;
  readonly style: { readonly top: string };
  getAttribute(name: string): string | null;
  querySelector(selector: string): DomElement | null;
}
