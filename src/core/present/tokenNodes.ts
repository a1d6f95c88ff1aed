import type { Snapshot } from "../model/snapshot.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import { fileLine, fileName } from "./fileName.ts";
import { namespaceName } from "./namespaceName.ts";
import { tokensModel, type ComparedSource } from "./tokensModel.ts";
import { facts, treeNode, type TreeNode } from "./treeNode.ts";

/** One row per place that holds a credential; those of several namespaces stand under a row for each. */
export function tokenNodes(snapshot: Snapshot): readonly TreeNode[] {
  const all = tokensModel(snapshot);
  if (all.length === 1) return all.flatMap(({ sources }) => placeNodes(sources));
  return all.map(({ namespace: id, sources }) => {
    const namespace = snapshot.namespaces.find((each) => each.id === id);
    return treeNode({
      id: `tokens/${id}`,
      kind: "namespace",
      label: namespace === undefined ? id : namespaceName(namespace),
      isExpanded: true,
      children: placeNodes(sources),
    });
  });
}

/** Server and clients may read the same line; that is one row. */
function placeNodes(sources: readonly ComparedSource[]): readonly TreeNode[] {
  const places = new Map<string, ComparedSource[]>();
  for (const compared of sources) {
    const { location, credential, fingerprint } = compared.source;
    const place = JSON.stringify([location, credential, fingerprint]);
    places.set(place, [...(places.get(place) ?? []), compared]);
  }
  return [...places.values()].flatMap(([first, ...others]) =>
    first === undefined ? [] : [tokenNode([first, ...others], sources)],
  );
}

function tokenNode(
  place: readonly [ComparedSource, ...ComparedSource[]],
  all: readonly ComparedSource[],
): TreeNode {
  const [{ source }] = place;
  const { file, line, key } = source.location;
  // What is in use says more of a place than what is shadowed there.
  const inUse = place.filter((each) => each.source.state === "used");
  const telling = inUse.length > 0 ? inUse : [place[0]];
  const isDifferent = inUse.some(({ agrees }) => agrees === false);
  return treeNode({
    id: `token/${source.id}`,
    kind: "token",
    label: sourceLabel(
      source,
      all.map((each) => each.source),
    ),
    description: facts(
      source.fingerprint,
      source.credential === "password" && "password",
      telling.map((each) => usage(each.source)).join(", "),
      isDifferent && "differs",
    ),
    state: isDifferent
      ? "warning"
      : inUse.length > 0
        ? "plain"
        : source.state === "unreadable"
          ? "info"
          : "off",
    tooltip: [
      ...place.map((each) => each.source.reason),
      ...(key === undefined ? [] : [key]),
      ...(file === undefined ? [] : [file]),
      ...(source.length === null ? [] : [`${source.length} characters`]),
    ],
    location: file === undefined ? null : { file, line: line ?? null },
    copyValue: source.fingerprint,
  });
}

/**
 * A source by the place it is written down: `openclaw.json:14`, `drop-in.conf:3`, `OPENCLAW_GATEWAY_TOKEN of pid 12`;
 * by its whole path where `others` have a file of the same name.
 */
export function sourceLabel({ kind, location }: TokenSource, others: readonly TokenSource[]): string {
  const { file, line, unit, container, key, pid } = location;
  if (kind === "device-store") return "device store";
  if (file !== undefined) {
    const hasNamesake = others.some(
      ({ location: { file: other } }) =>
        other !== undefined && other !== file && fileName(other) === fileName(file),
    );
    return hasNamesake ? `${file}${line === undefined ? "" : `:${line}`}` : fileLine(file, line);
  }
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
  reference: "value not seen",
};
