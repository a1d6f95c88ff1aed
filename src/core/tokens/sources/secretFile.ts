import { failed, success, type Outcome } from "../../base/outcome.ts";
import { textAt, type ConfigReading } from "../../config/configReading.ts";
import { parentOf, resolvePath } from "../../config/posixPath.ts";
import { parseJson } from "../../parse/json.ts";
import type { Ports } from "../../ports/observed.ts";
import type { Unresolved } from "../candidate.ts";

const maxSecretBytes = 1024 * 1024;

/**
 * What a `file` provider of the config's `secrets.providers` gives for `id`: the whole file in mode `singleValue`, the
 * text at a JSON pointer otherwise. Reading it is what the gateway does at each start, with the same permissions.
 */
export async function readSecretFile(
  reading: ConfigReading,
  provider: string,
  id: string,
  files: Ports["files"],
): Promise<Outcome<string, Unresolved>> {
  const base = `secrets.providers.${provider}`;
  const written = textAt(reading.root, `${base}.path`);
  if (written === null || textAt(reading.root, `${base}.source`) !== "file") {
    return missing(`It refers to the secret provider ${provider}, which is no file provider of this config.`);
  }
  const { home, configPath } = reading.paths;
  const path = resolvePath(parentOf(configPath), written.replace(/^~(?=$|\/)/, home));
  const text = await files.read(path, maxSecretBytes);
  if (!text.ok) {
    if (text.failure.reason === "not-found") return missing(`It refers to ${path}, which does not exist.`);
    return failed({ why: "unreadable", sentence: `It refers to ${path}, which may not be read.` });
  }
  if (textAt(reading.root, `${base}.mode`) === "singleValue")
    return success(text.value.replace(/\r?\n$/, ""));
  const value = atPointer(parseJson(text.value), id);
  return typeof value === "string"
    ? success(value)
    : missing(`It refers to ${id} in ${path}, where there is no text.`);
}

function missing(sentence: string): Outcome<string, Unresolved> {
  return failed({ why: "missing", sentence });
}

/** The value at a JSON pointer (RFC 6901), or undefined. */
function atPointer(root: unknown, pointer: string): unknown {
  let value = root;
  for (const part of pointer.split("/").slice(1)) {
    const key = part.replaceAll("~1", "/").replaceAll("~0", "~");
    value = typeof value === "object" && value !== null ? (value as Record<string, unknown>)[key] : undefined;
  }
  return value;
}
