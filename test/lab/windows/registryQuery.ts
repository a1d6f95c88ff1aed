/** What `reg query` prints. */
import type { RegistryValue } from "./windowsState.ts";

export interface RegistryQuestion {
  readonly key: string;
  /** `/s`. */
  readonly isDeep: boolean;
  /** `/v`. */
  readonly value: string | null;
}

const roots: Readonly<Record<string, string>> = {
  HKCU: "HKEY_CURRENT_USER",
  HKLM: "HKEY_LOCAL_MACHINE",
};

/** The key with its root spelled out. */
export function fullKey(key: string): string {
  const [root = "", ...rest] = key.replace(/\\+$/, "").split("\\");
  return [roots[root.toUpperCase()] ?? root.toUpperCase(), ...rest].join("\\");
}

/** The answer, lines ended by LF; null when there is no such key or value. Keys are compared without case. */
export function queryRegistry(all: readonly RegistryValue[], question: RegistryQuestion): string | null {
  const asked = fullKey(question.key);
  const below = `${asked.toLowerCase()}\\`;
  const here = all.filter((value) => value.key.toLowerCase() === asked.toLowerCase());
  const deeper = all.filter((value) => value.key.toLowerCase().startsWith(below));
  if (here.length + deeper.length === 0) return null;
  // Keys are printed as they were asked for, which keeps the case of the question.
  const print = (key: string, values: readonly RegistryValue[]) =>
    `\n${asked}${key.slice(asked.length)}\n${values.map(valueLine).join("")}`;
  const wanted = (values: readonly RegistryValue[]) =>
    values.filter(({ name }) =>
      question.value === null ? name !== "" : name.toLowerCase() === question.value.toLowerCase(),
    );
  if (!question.isDeep) {
    const values = wanted(here);
    if (question.value !== null) return values.length === 0 ? null : `${print(asked, values)}\n`;
    const children = [...new Set(deeper.map(({ key }) => key.slice(below.length).split("\\")[0] ?? ""))];
    const own = values.length > 0 ? `${print(asked, values)}\n` : "\n";
    return own + children.map((child) => `${asked}\\${child}\n`).join("");
  }
  const keys = [...new Set([...here, ...deeper].map(({ key }) => key))];
  const blocks = keys.map((key) => ({ key, values: wanted(all.filter((value) => value.key === key)) }));
  const shown = question.value === null ? blocks : blocks.filter(({ values }) => values.length > 0);
  return shown.length === 0 ? null : `${shown.map(({ key, values }) => print(key, values)).join("")}\n`;
}

function valueLine({ name, type, data }: RegistryValue): string {
  return `    ${name}    ${type}    ${data}\n`;
}
