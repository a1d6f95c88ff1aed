/** Attributes and properties that the panel sets. Text goes in as text, never as markup. */
export interface ElementOptions {
  readonly className?: string;
  readonly text?: string;
  readonly title?: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly onClick?: () => void;
}

export function element<K extends keyof HTMLElementTagNameMap>(
  tag: K,
  options: ElementOptions = {},
  ...children: readonly (Node | null)[]
): HTMLElementTagNameMap[K] {
  const node = document.createElement(tag);
  if (options.className !== undefined) node.className = options.className;
  if (options.text !== undefined) node.textContent = options.text;
  if (options.title !== undefined) node.title = options.title;
  for (const [name, value] of Object.entries(options.attributes ?? {})) node.setAttribute(name, value);
  if (options.onClick !== undefined) node.addEventListener("click", options.onClick);
  for (const child of children) if (child !== null) node.append(child);
  return node;
}

/** A codicon beside which the same thing stands in words. */
export function icon(name: string, className = ""): HTMLElement {
  return element("span", {
    className: `codicon codicon-${name} ${className}`.trim(),
    attributes: { "aria-hidden": "true" },
  });
}

/** A button with an icon and a word; `key` keeps the focus on it when the panel is drawn again. */
export function button(
  key: string,
  iconName: string,
  label: string,
  onClick: () => void,
  className = "",
): HTMLButtonElement {
  return element(
    "button",
    { onClick, className, attributes: { type: "button", "data-key": key } },
    icon(iconName),
    element("span", { text: label }),
  );
}
