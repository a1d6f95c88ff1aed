import { parsePlaceholder, placeholderOf } from "../../core/base/placeholder.ts";
import { redactSecrets } from "../../core/base/redact.ts";
import { isSecretReference } from "../../core/base/redactAssignments.ts";
import { isSecretName } from "../../core/base/secretName.ts";
import type { SecretVault } from "../../core/ports/machine.ts";
import type { RecordedEntry, RecordedPort } from "./recordingFormat.ts";

/**
 * An entry without its secrets. What is found in a place that names it a secret goes into the vault, so that it is
 * also found where nothing names it: redact everything once before writing what the second time gives.
 */
export function redactEntry(port: RecordedPort, entry: RecordedEntry, vault: SecretVault): RecordedEntry {
  return {
    ...entry,
    question: redactQuestion(entry.question, vault),
    outcome: entry.outcome.ok
      ? { ok: true, value: redactAnswer(port, entry, entry.outcome.value, vault) }
      : { ok: false, failure: redactDeep(entry.outcome.failure, vault) as never },
  };
}

/** A question as a recording has it; a replay compares its own questions in this form. */
export function redactQuestion(
  question: Readonly<Record<string, unknown>>,
  vault: SecretVault,
): Readonly<Record<string, unknown>> {
  return redactDeep(question, vault) as Readonly<Record<string, unknown>>;
}

function redactAnswer(port: RecordedPort, entry: RecordedEntry, value: unknown, vault: SecretVault): unknown {
  if (port === "files" && entry.method === "read" && typeof value === "string") {
    return redactFile(String(entry.question["path"]), value, vault);
  }
  return redactDeep(value, vault);
}

/** A line that sets a variable without quotes, as in `.env` files; its value may hold blanks. */
const variableLine =
  /^([ \t]*(?:export[ \t]+)?([A-Za-z_][\w.]*)[ \t]*=[ \t]*)([^\s"'`#](?:[^\n]*?[^\s])??)(?=[ \t]*(?:[ \t]#[^\n]*)?\r?$)/gm;

/** In YAML, a bare word is a value like any other, also when it is one that messages use. */
const yamlLine = /^([ \t]*(?:-[ \t]+)?([A-Za-z_][\w.]*):[ \t]+)([^\s"'`#|>{[&*!][^\s]*)(?=[ \t]*\r?$)/gm;

/** File texts keep their syntax and their lines; every value with a secret's name is hidden, whatever it is. */
function redactFile(path: string, text: string, vault: SecretVault): string {
  const hide = (value: string): string => hideValue(value, vault);
  const hideLine = (line: string, start: string, name: string, value: string): string =>
    isSecretName(name) ? start + hide(value) + line.slice(start.length + value.length) : line;
  const isYaml = /\.ya?ml$/i.test(path);
  const isLog = /\.log(?:\.\d+)?$/i.test(path);
  let redacted = isLog ? text : text.replace(variableLine, hideLine);
  if (isYaml) redacted = redacted.replace(yamlLine, hideLine);
  return vault.redact(redactSecrets(redacted, hide));
}

/** Strings by the vault's patterns, and members by their names. */
function redactDeep(value: unknown, vault: SecretVault): unknown {
  if (typeof value === "string") return vault.redact(value);
  if (Array.isArray(value)) return redactList(value, vault);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      vault.redact(name),
      typeof member === "string" && isSecretName(name) ? hideValue(member, vault) : redactDeep(member, vault),
    ]),
  );
}

/** In argument lists the value of `--token` stands in the next place. */
function redactList(list: readonly unknown[], vault: SecretVault): readonly unknown[] {
  return list.map((item, index) => {
    const before = list[index - 1];
    const isValue = typeof before === "string" && /^--?[\w-]+$/.test(before) && isSecretName(before);
    return isValue && typeof item === "string" && !item.startsWith("-")
      ? hideValue(item, vault)
      : redactDeep(item, vault);
  });
}

function hideValue(value: string, vault: SecretVault): string {
  if (isSecretReference(value) || parsePlaceholder(value) !== null) return value;
  return placeholderOf(vault.keep(value));
}
