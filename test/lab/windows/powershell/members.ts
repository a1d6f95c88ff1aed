/** The .NET members that scripts of the lab may use. */
import type { Session } from "./session.ts";
import { Enumeration, isObject, items, propertyOf, textOf, type Value } from "./values.ts";

const utf8: Value = { WebName: "utf-8" };

export function getStatic(type: string, name: string, args: readonly Value[] | null): Value {
  const member = `${type.replace(/^System\./i, "")}::${name}`.toLowerCase();
  if (args !== null && member === "text.utf8encoding::new") return utf8;
  switch (member) {
    case "text.encoding::utf8":
    case "console::outputencoding":
      return utf8;
    case "datetime::utcnow":
    case "datetime::now":
      return new Date();
    case "math::round":
      return Math.round(Number(args?.[0]));
    default:
      throw new Error(`[${type}]::${name} is not here`);
  }
}

export function setStatic(type: string, name: string, value: Value, session: Session): void {
  const member = `${type.replace(/^System\./i, "")}::${name}`.toLowerCase();
  if (member !== "console::outputencoding" && member !== "console::inputencoding") {
    throw new Error(`[${type}]::${name} is not here`);
  }
  if (member === "console::outputencoding") session.isUtf8 = propertyOf(value, "WebName") === "utf-8";
}

export function callMethod(of: Value, name: string, args: readonly Value[]): Value {
  const [first = null, second = null] = args;
  switch (name.toLowerCase()) {
    case "tostring":
      return toText(of, first === null ? null : textOf(first));
    case "touniversaltime":
    case "tolocaltime":
      return of;
    case "trim":
      return textOf(of).trim();
    case "tolower":
    case "tolowerinvariant":
      return textOf(of).toLowerCase();
    case "toupper":
      return textOf(of).toUpperCase();
    case "contains":
      return textOf(of).includes(textOf(first));
    case "startswith":
      return textOf(of).startsWith(textOf(first));
    case "endswith":
      return textOf(of).endsWith(textOf(first));
    case "replace":
      return textOf(of).replaceAll(textOf(first), textOf(second));
    case "split":
      return textOf(of).split(textOf(first));
    case "addminutes":
    case "addhours":
    case "adddays":
      return moved(of, name.toLowerCase(), Number(first));
    default:
      throw new Error(`.${name}() is not here`);
  }
}

function moved(of: Value, by: string, amount: number): Value {
  if (!(of instanceof Date)) throw new Error(`.${by}() is of dates`);
  const units: Readonly<Record<string, number>> = {
    addminutes: 60_000,
    addhours: 3_600_000,
    adddays: 86_400_000,
  };
  return new Date(of.getTime() + amount * (units[by] ?? 0));
}

/** Dates with the round-trip format, as .NET writes them: seven digits. */
function toText(of: Value, format: string | null): string {
  if (!(of instanceof Date) || (format !== "o" && format !== "O")) return textOf(of);
  return of.toISOString().replace("Z", "0000Z");
}

/** Whether a value can be printed without a formatter. */
export function isPrintable(value: Value): boolean {
  return items(value).every((item) => !isObject(item) || item instanceof Enumeration);
}
