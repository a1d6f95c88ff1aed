import type { RungResult, RungState } from "../../core/model/ladder.ts";
import { ladderRow } from "../../core/present/ladderModel.ts";
import type { Colour, Style } from "./style.ts";
import { wrapText } from "./wrapText.ts";

const marks: Readonly<Record<RungState, string>> = {
  ok: "✓",
  warn: "!",
  fail: "✗",
  skipped: "–",
  unknown: "?",
};

const colours: Readonly<Record<RungState, Colour>> = {
  ok: "green",
  warn: "yellow",
  fail: "red",
  skipped: "dim",
  unknown: "cyan",
};

const timeColumns = 7;
const wordColumns = 7;

/** One rung: mark or word, title, time, what it says; its notes below. `titleColumns` aligns the rungs. */
export function ladderLines(result: RungResult, titleColumns: number, style: Style): readonly string[] {
  const row = ladderRow(result);
  const mark = style.isRich ? marks[row.state] : row.stateWord.padEnd(wordColumns);
  // Where a mark stands for the state, the word follows for the two that say that nothing was learnt.
  const isOpen = row.state === "skipped" || row.state === "unknown";
  const text = style.isRich && isOpen ? `${row.stateWord}: ${row.text}` : row.text;
  const left = `${mark} ${row.title.padEnd(titleColumns)} ${row.elapsed.padStart(timeColumns)}  `;
  const width = style.width === null ? null : style.width - left.length;
  const [first = "", ...rest] = wrapText(text, width);
  const hang = " ".repeat(left.length);
  return [
    style.paint(colours[row.state], mark) +
      style.paint(row.state === "fail" ? "bold" : null, ` ${row.title.padEnd(titleColumns)} `) +
      style.paint("dim", `${row.elapsed.padStart(timeColumns)}  `) +
      style.paint(isOpen ? "dim" : null, first),
    ...rest.map((line) => hang + style.paint(isOpen ? "dim" : null, line)),
    ...row.notes.flatMap((note) =>
      wrapText(`note: ${note}`, width).map((line) => hang + style.paint("dim", line)),
    ),
  ].map((line) => line.trimEnd());
}
