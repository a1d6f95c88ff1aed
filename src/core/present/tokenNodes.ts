import type { Snapshot } from "../model/snapshot.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import { fileLine } from "./fileName.ts";
import { namespaceName } from "./namespaceName.ts";
import { tokensModel, type ComparedSource } from "./tokensModel.ts";
import { facts, treeNode, type TreeNode, type TreeState } from "./treeNode.ts";

/** One row per token source; those of several namespaces stand under a row for each. */
export function tokenNodes(snapshot: Snapshot): readonly TreeNode[] {
  const all = tokensModel(snapshot);
  if (all.length === 1) return all.flatMap(({ sources }) => sources.map(tokenNode));
  return all.map(({ namespace: id, sources }) => {
    const namespace = snapshot.namespaces.find((each) => each.id === id);
    return treeNode({
      id: `tokens/${id}`,
      kind: "namespace",
      label: namespace === undefined ? id : namespaceName(namespace),
      isExpanded: true,
      children: sources.map(tokenNode),
    });
  });
}

function tokenNode({ source, agrees }: ComparedSource): TreeNode {
  const { file, line } = source.location;
  return treeNode({
    id: `token/${source.id}`,
    kind: "token",
    label: sourceLabel(source),
    description: facts(source.fingerprint ?? "no value seen", usage(source), differs(source, agrees)),
    state: tokenState(source, agrees),
    tooltip: [
      source.reason,
      `${source.role === "server" ? "Server" : "Client"} ${source.credential}, ${source.kind}`,
      ...(source.location.key === undefined ? [] : [source.location.key]),
      ...(file === undefined ? [] : [file]),
      ...(source.length === null ? [] : [`${source.length} characters`]),
    ],
    location: file === undefined ? null : { file, line: line ?? null },
    copyValue: source.fingerprint,
  });
}

/** A source by the place it is written down: `openclaw.json:14`, `drop-in.conf:3`, `OPENCLAW_GATEWAY_TOKEN of pid 12`. */
export function sourceLabel({ kind, location }: TokenSource): string {
  const { file, line, unit, container, key, pid } = location;
  if (file !== undefined) return fileLine(file, line);
  if (unit !== undefined) return key === undefined ? unit : `${key} in ${unit}`;
  if (container !== undefined) return key === undefined ? container : `${key} in ${container}`;
  if (pid !== undefined && key !== undefined) return `${key} of process ${pid}`;
  return key ?? kind;
}

/** What a source is used for, in one phrase. */
export function usage(source: TokenSource): string {
  const uses = [
    source.effective && "used by the gateway",
    source.afterRestart && !source.effective && "used after restart",
    source.clientsIn.length > 0 && "sent by clients",
  ].filter((use) => use !== false);
  return uses.length > 0 && source.state === "used" ? uses.join(", ") : stateWords[source.state];
}

const stateWords: Readonly<Record<TokenSource["state"], string>> = {
  used: "used",
  shadowed: "shadowed",
  unreadable: "could not be read",
  reference: "a reference, its value is not seen",
};

function differs(source: TokenSource, agrees: boolean | null): string | null {
  return agrees === false && source.state === "used" ? "differs" : null;
}

/** A shadowed source that differs harms nobody. */
function tokenState(source: TokenSource, agrees: boolean | null): TreeState {
  if (source.state === "unreadable") return "info";
  if (source.state !== "used") return "off";
  return agrees === false ? "warning" : "plain";
}
