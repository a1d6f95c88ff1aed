import type { Snapshot } from "../model/snapshot.ts";
import type { WslPlatformState } from "../model/wslPlatform.ts";
import { treeNode, type TreeNode } from "./treeNode.ts";

const stateWords: Readonly<Record<Exclude<WslPlatformState, "ready">, string>> = {
  "no-instances": "no instance is registered",
  "not-installed": "not installed",
  outdated: "must be updated",
  "component-missing": "a part of Windows that it needs is switched off",
  "virtualization-off": "virtualization is switched off",
  hung: "does not answer",
  unreachable: "cannot be asked from here",
  failed: "failed",
};

/** What keeps WSL's instances from being seen, or that there are none; nothing where they stand for themselves. */
export function wslNodes({ wsl }: Snapshot): readonly TreeNode[] {
  if (wsl === undefined || wsl.state === "ready") return [];
  return [
    treeNode({
      id: "wsl",
      kind: "note",
      label: "WSL",
      description: stateWords[wsl.state],
      state: wsl.state === "hung" || wsl.state === "failed" ? "warning" : "info",
      tooltip: wsl.detail === "" ? [] : [wsl.detail],
    }),
  ];
}
