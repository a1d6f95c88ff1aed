import type { Statement } from "./syntax.ts";

/** What flows through a pipeline. */
export type Value =
  null | string | number | boolean | Date | Enumeration | ScriptBlock | readonly Value[] | PsObject;

export interface PsObject {
  readonly [name: string]: Value;
}

/** A number with a name: compared and printed by name, a number in JSON. */
export class Enumeration {
  readonly name: string;
  readonly value: number;

  constructor(name: string, value: number) {
    this.name = name;
    this.value = value;
  }
}

export class ScriptBlock {
  readonly body: readonly Statement[];

  constructor(body: readonly Statement[]) {
    this.body = body;
  }
}

export function isList(value: Value): value is readonly Value[] {
  return Array.isArray(value);
}

export function isObject(value: Value): value is PsObject {
  if (typeof value !== "object" || value === null || isList(value)) return false;
  return !(value instanceof Date || value instanceof Enumeration || value instanceof ScriptBlock);
}

/** Pipelines flatten lists by one level, and nothing is nothing. */
export function items(value: Value): readonly Value[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

export function isTrue(value: Value): boolean {
  if (isList(value)) return value.length > 1 || (value.length === 1 && isTrue(value[0] ?? null));
  return value !== null && value !== false && value !== 0 && value !== "";
}

/** As `"$value"` shows it. */
export function textOf(value: Value): string {
  if (value === null) return "";
  if (typeof value === "boolean") return value ? "True" : "False";
  if (value instanceof Enumeration) return value.name;
  if (value instanceof Date) return value.toISOString();
  if (isList(value)) return value.map(textOf).join(" ");
  if (typeof value === "object") {
    if (!isObject(value)) return "";
    const shown = Object.entries(value).map(([name, each]) => `${name}=${textOf(each)}`);
    return `@{${shown.join("; ")}}`;
  }
  return String(value);
}

/** A property, its name compared without case; of each item when it is a list. */
export function propertyOf(value: Value, name: string): Value {
  if (isList(value)) {
    if (/^(count|length)$/i.test(name)) return value.length;
    return value.flatMap((item) => items(propertyOf(item, name)));
  }
  if (typeof value === "string" && /^length$/i.test(name)) return value.length;
  if (/^count$/i.test(name)) return value === null ? 0 : 1;
  if (value instanceof Enumeration && /^value__$/i.test(name)) return value.value;
  if (!isObject(value)) return null;
  const found = Object.keys(value).find((key) => key.toLowerCase() === name.toLowerCase());
  return found === undefined ? null : (value[found] ?? null);
}
