import { nodeAt, textAt } from "../../config/configReading.ts";
import { settersOf } from "../../config/environment.ts";
import { substitute, variableShorthand } from "../../config/substitute.ts";
import type { Candidate, CandidateFinder, CandidateQuestion, Unresolved } from "../candidate.ts";
import { readSecretFile } from "./secretFile.ts";

/** `gateway.auth.token` and `gateway.auth.password`. */
export const findAuthCredential: CandidateFinder = (question) => findConfigCredential(question, "auth");

/** `gateway.remote.token` and `gateway.remote.password`: what a client sends to a gateway elsewhere. */
export const findRemoteCredential: CandidateFinder = (question) => findConfigCredential(question, "remote");

/**
 * A credential in the config: a literal, `${VAR}`, `$VAR` or a SecretRef (docs/gateway/secrets/secretref-contract.md).
 * A file that a SecretRef names is read, as the gateway reads it; programs are never run and the secret store is never
 * opened.
 */
async function findConfigCredential(
  { reading, environment, files, credential }: CandidateQuestion,
  section: "auth" | "remote",
): Promise<readonly Candidate[]> {
  const path = `gateway.${section}.${credential}`;
  const node = nodeAt(reading.root, path);
  if (node === null) return [];
  const { file, line } = node.place;
  const common = {
    kind: section === "auth" ? "config-file" : "remote-config",
    credential,
    location: { file, line, key: path },
    label: path,
    changedAt: reading.changedAt,
  } as const;
  const literalLayer = section === "auth" ? "config" : "remote";
  const referenceLayer = section === "auth" ? "config-reference" : "remote";
  const resolved = (value: string, layer: Candidate["layer"]): readonly Candidate[] =>
    value.trim() === "" ? [] : [{ ...common, layer, value: value.trim(), unresolved: null }];
  const unresolved = (why: Unresolved["why"], sentence: string): readonly Candidate[] => [
    { ...common, layer: referenceLayer, value: null, unresolved: { why, sentence } },
  ];
  const valueOf = (name: string): string | null => settersOf(environment, name)[0]?.value ?? null;

  if (node.kind === "scalar") {
    if (typeof node.value !== "string") return [];
    const shorthand = variableShorthand(node.value);
    if (shorthand !== null) return fromVariable(shorthand);
    const { text, missing } = substitute(node.value, valueOf);
    const [name] = missing;
    if (name === undefined) return resolved(text, literalLayer);
    return unresolved("unset-variable", `It refers to the variable ${name}, which is not set there.`);
  }
  if (node.kind !== "object") return [];

  const source = textAt(node, "source");
  const id = textAt(node, "id") ?? "";
  const provider = textAt(node, "provider") ?? "default";
  if (source === "env") return fromVariable(id);
  if (source === "exec") {
    return unresolved(
      "elsewhere",
      `It comes from the program of the secret provider ${provider}, which is not run here.`,
    );
  }
  if (source === "store") {
    return unresolved("elsewhere", `It is ${id} in the gateway's secret store, which is not opened here.`);
  }
  if (source !== "file") return [];
  const secret = await readSecretFile(reading, provider, id, files);
  return secret.ok
    ? resolved(secret.value, referenceLayer)
    : unresolved(secret.failure.why, secret.failure.sentence);

  function fromVariable(name: string): readonly Candidate[] {
    const value = valueOf(name);
    return value === null
      ? unresolved("missing", `It refers to the variable ${name}, which is not set there.`)
      : resolved(value, referenceLayer);
  }
}
