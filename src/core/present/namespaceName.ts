import type { NamespaceId } from "../model/ids.ts";
import type { Namespace } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";

/** A namespace as people call it: the system for a whole machine, its own name for an instance or container. */
export function namespaceName({ kind, name }: Pick<Namespace, "kind" | "name">): string {
  if (kind === "container") return `${name} (container)`;
  return kind === "wsl" ? name : systemNames[kind];
}

const systemNames = { windows: "Windows", linux: "Linux", macos: "macOS" } as const;

/** The same by id; the id itself where the namespace was not found. */
export function nameOfNamespace(snapshot: Snapshot, id: NamespaceId): string {
  const namespace = snapshot.namespaces.find((each) => each.id === id);
  return namespace === undefined ? id : namespaceName(namespace);
}
