import type { Output } from "../world.ts";
import { printable } from "./printable.ts";

const colours = { red: 31, green: 32, yellow: 33, cyan: 36, dim: 2, bold: 1 } as const;

/** How text is drawn on one output. */
export interface Style {
  /** Box characters and marks on a screen, plain words in a file or pipe. */
  readonly isRich: boolean;
  /** Columns to wrap at; null does not wrap, so that a line stays one line for `grep`. */
  readonly width: number | null;
  /** Colours a text, after taking out what a terminal would obey. */
  paint(colour: keyof typeof colours | null, text: string): string;
}

export type Colour = keyof typeof colours;

/** Screens wider than this are hard to read across. */
const widestColumns = 120;

export function styleFor(output: Output, env: Readonly<Record<string, string | undefined>>): Style {
  const hasColour = isColoured(output, env);
  return {
    isRich: output.isTty && env["TERM"] !== "dumb",
    width: output.isTty ? Math.max(40, Math.min(output.columns ?? 80, widestColumns)) : null,
    paint: (colour, text) => {
      const safe = printable(text);
      return hasColour && colour !== null && safe !== ""
        ? `\u001b[${colours[colour]}m${safe}\u001b[0m`
        : safe;
    },
  };
}

/** `FORCE_COLOR` wins over `NO_COLOR`, as in Node itself; both count only when they are not empty. */
function isColoured(output: Output, env: Readonly<Record<string, string | undefined>>): boolean {
  const force = env["FORCE_COLOR"];
  if (force !== undefined && force !== "") return force !== "0" && force !== "false";
  if (env["NO_COLOR"] !== undefined && env["NO_COLOR"] !== "") return false;
  return output.isTty && env["TERM"] !== "dumb";
}
