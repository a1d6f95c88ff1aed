import type { Fact } from "../model/fact.ts";
import type { GatewayConfig } from "../model/gatewayConfig.ts";
import type { DocumentNode } from "../parse/json5Document.ts";
import type { GatewayPaths } from "./paths.ts";

/** One config as it was read: what the product tells of it, and the tree that the token sources are looked up in. */
export interface ConfigReading {
  readonly fact: Fact<GatewayConfig>;
  readonly paths: GatewayPaths;
  /** With `$include` resolved and `${VAR}` as written; null when there is no file or it could not be parsed. */
  readonly root: DocumentNode | null;
  /** When the file or one that it includes was last changed, epoch milliseconds; null when not known. */
  readonly changedAt: number | null;
}

/** The node at a dotted path, or null. */
export function nodeAt(root: DocumentNode | null, path: string): DocumentNode | null {
  let node = root;
  for (const key of path.split(".")) {
    node = node?.kind === "object" ? (node.members.get(key) ?? null) : null;
  }
  return node;
}

/** The text at a dotted path; null when it is not a text. */
export function textAt(root: DocumentNode | null, path: string): string | null {
  const node = nodeAt(root, path);
  return node?.kind === "scalar" && typeof node.value === "string" ? node.value : null;
}
