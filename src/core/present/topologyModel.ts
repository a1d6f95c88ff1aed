import type { Snapshot } from "../model/snapshot.ts";
import type { StoreState } from "../store.ts";
import { treeModel } from "./treeModel.ts";
import type { TreeNode } from "./treeNode.ts";

/** What stands in place of rows: nothing seen yet, nothing there, nothing to be seen from here, or a failed look. */
export type Welcome = "loading" | "none" | "blind" | "error";

export interface TopologyModel {
  readonly nodes: readonly TreeNode[];
  /** Null where there are rows. */
  readonly welcome: Welcome | null;
}

export function topologyModel({
  snapshot,
  failure,
}: Pick<StoreState, "snapshot" | "failure">): TopologyModel {
  if (snapshot !== null && !isNothingFound(snapshot)) return { nodes: treeModel(snapshot), welcome: null };
  return { nodes: [], welcome: failure !== null ? "error" : welcomeOf(snapshot) };
}

function welcomeOf(snapshot: Snapshot | null): Welcome {
  if (snapshot === null) return "loading";
  return snapshot.networks.every(({ listeners }) => !listeners.known) ? "blind" : "none";
}

/** No gateway, nothing that would start one, no configuration and no WSL instance: there is nothing to draw. */
function isNothingFound(snapshot: Snapshot): boolean {
  const hasConfig = [...snapshot.configs.values()].some((config) => config.known && config.value.exists);
  return (
    snapshot.gateways.length === 0 &&
    !hasConfig &&
    snapshot.namespaces.every(
      ({ kind, installs, supervisors }) =>
        kind !== "wsl" && installs.length === 0 && supervisors.length === 0,
    )
  );
}
