import type { HeadlineModel } from "../../core/present/headlineModel.ts";
import type { Colour, Style } from "./style.ts";
import { wrapText } from "./wrapText.ts";

const marks: Readonly<Record<HeadlineModel["severity"], string>> = {
  error: "✗",
  warning: "!",
  info: "i",
  ok: "✓",
  none: "",
};

const colours: Readonly<Record<HeadlineModel["severity"], Colour>> = {
  error: "red",
  warning: "yellow",
  info: "cyan",
  ok: "green",
  none: "cyan",
};

/** The headline, set apart: it is written last, so that it stands above the prompt. */
export function headlineLines(
  { severity, text }: Pick<HeadlineModel, "severity" | "text">,
  style: Style,
): readonly string[] {
  const marked = style.isRich ? `${marks[severity]} ${text}`.trimStart() : text;
  return ["", ...wrapText(marked, style.width).map((line) => style.paint(colours[severity], line))];
}
