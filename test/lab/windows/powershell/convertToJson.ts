import { Enumeration, isList, isObject, textOf, type Value } from "./values.ts";

/** ConvertTo-Json of Windows PowerShell 5.1, lines ended by LF. */
export function convertToJson(value: Value, depth: number, isCompact: boolean): string {
  return write(value, depth, isCompact ? null : 0);
}

/** `indent` counts columns; null: all on one line. */
function write(value: Value, depth: number, indent: number | null): string {
  if (value === null) return "null";
  if (typeof value === "number" || typeof value === "boolean") return String(value);
  if (value instanceof Enumeration) return String(value.value);
  if (value instanceof Date) return `"\\/Date(${value.getTime()})\\/"`;
  if (depth < 0 || typeof value === "string") return quoted(textOf(value));
  const step = indent === null ? null : indent + 4;
  if (isList(value)) {
    return block(
      "[",
      "]",
      value.map((item) => write(item, depth - 1, step)),
      indent,
    );
  }
  if (!isObject(value)) return quoted(textOf(value));
  const members = Object.entries(value).map(([name, member]) => {
    const head = `${quoted(name)}:${indent === null ? "" : "  "}`;
    // 5.1 goes on under the place where the value starts.
    return head + write(member, depth - 1, step === null ? null : step + head.length);
  });
  return block("{", "}", members, indent);
}

function block(open: string, close: string, parts: readonly string[], indent: number | null): string {
  if (indent === null) return `${open}${parts.join(",")}${close}`;
  const margin = " ".repeat(indent);
  if (parts.length === 0) return `${open}\n\n${margin}${close}`;
  return `${open}\n${parts.map((part) => `${margin}    ${part}`).join(",\n")}\n${margin}${close}`;
}

/** It writes `<`, `>`, `&` and `'` as escapes, and leaves other scripts as they are. */
function quoted(text: string): string {
  return JSON.stringify(text).replaceAll(
    /[<>&']/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
