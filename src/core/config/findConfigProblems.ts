import type { ConfigProblem } from "../model/gatewayConfig.ts";
import type { DocumentNode } from "../parse/json5Document.ts";
import { compareVersions, parseOpenclawVersion } from "../parse/openclawVersion.ts";
import { nodeAt, textAt } from "./configReading.ts";
import { substitute } from "./substitute.ts";

/** The values that the gateway's own schema allows; the same in all releases but for `reload.mode`. */
const choices: Readonly<Record<string, readonly string[]>> = {
  "gateway.mode": ["local", "remote"],
  "gateway.bind": ["auto", "lan", "loopback", "custom", "tailnet"],
  "gateway.auth.mode": ["none", "token", "password", "trusted-proxy"],
};

/** `hot` and `restart` were retired with 2026.8.1. */
const reloadModes = { now: ["off", "hybrid"], before: ["off", "hybrid", "hot", "restart"] };
const reloadModesRetired = [2026, 8, 1] as const;

const sections = ["gateway", "gateway.auth", "gateway.remote", "gateway.reload"];
const credentials = [
  "gateway.auth.token",
  "gateway.auth.password",
  "gateway.remote.token",
  "gateway.remote.password",
];

/** Keys of earlier releases that every gateway since refuses, and what they are called now. */
const renamed: Readonly<Record<string, string>> = {
  "gateway.token": "gateway.auth.token",
  "gateway.password": "gateway.auth.password",
};

/**
 * What the gateway refuses at start, as far as it can be told without its 2.4 MB schema: the parts of `gateway` that
 * this product goes by. Never quotes a value, for a token may stand in the wrong place. `version` is the gateway's;
 * null means the newest.
 */
export function findConfigProblems(
  root: DocumentNode,
  version: string | null,
  valueOf: (name: string) => string | null,
): readonly ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const refuse = (path: string, node: DocumentNode, message: string): void => {
    problems.push({ ...node.place, path, message, kind: "schema" });
  };
  if (root.kind !== "object") refuse("<root>", root, "the config must be an object");

  for (const path of sections) {
    const node = nodeAt(root, path);
    if (node !== null && node.kind !== "object") refuse(path, node, `${path} must be an object`);
  }
  for (const [path, allowed] of Object.entries({
    ...choices,
    "gateway.reload.mode": reloadChoices(version),
  })) {
    const node = nodeAt(root, path);
    const text = substitute(textAt(root, path) ?? "", valueOf).text;
    if (node !== null && !allowed.includes(text)) refuse(path, node, `${path} must be ${orList(allowed)}`);
  }
  const port = nodeAt(root, "gateway.port");
  if (port !== null && !isPort(port))
    refuse("gateway.port", port, "gateway.port must be a number from 1 to 65535");

  for (const path of credentials) {
    const node = nodeAt(root, path);
    if (node === null || isCredential(node)) continue;
    refuse(path, node, `${path} must be a text or a secret reference with source, provider and id`);
  }
  for (const [path, name] of Object.entries(renamed)) {
    const node = nodeAt(root, path);
    if (node !== null) refuse(path, node, `${path} is not a key the gateway knows: it is ${name}`);
  }
  const [token, password] = ["gateway.auth.token", "gateway.auth.password"].map((path) => nodeAt(root, path));
  if (nodeAt(root, "gateway.auth.mode") === null && isConfigured(token) && isConfigured(password)) {
    const message = "gateway.auth has a token and a password: gateway.auth.mode must say which one counts";
    refuse("gateway.auth.mode", password, message);
  }
  return problems;
}

function reloadChoices(version: string | null): readonly string[] {
  const parsed = parseOpenclawVersion(version ?? "");
  const isOld = parsed !== null && compareVersions(parsed, reloadModesRetired) < 0;
  return isOld ? reloadModes.before : reloadModes.now;
}

function isPort(node: DocumentNode): boolean {
  if (node.kind !== "scalar" || typeof node.value !== "number") return false;
  return Number.isInteger(node.value) && node.value >= 1 && node.value <= 65_535;
}

function isCredential(node: DocumentNode): boolean {
  if (node.kind !== "object") return node.kind === "scalar" && typeof node.value === "string";
  return ["source", "provider", "id"].every((key) => textAt(node, key) !== null);
}

function isConfigured(node: DocumentNode | null | undefined): node is DocumentNode {
  if (node === null || node === undefined) return false;
  return node.kind === "object" || (node.kind === "scalar" && String(node.value).trim() !== "");
}

function orList(values: readonly string[]): string {
  return `${values.slice(0, -1).join(", ")} or ${values.at(-1)}`;
}
