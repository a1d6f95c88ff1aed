import type * as vscode from "vscode";
import type { TreeNode } from "../core/present/treeNode.ts";

/** The rows of the last snapshot, kept between sessions so that the first paint waits for nothing. They hold no secret. */
export interface Remembered {
  /** Epoch milliseconds. */
  readonly takenAt: number;
  readonly nodes: readonly TreeNode[];
}

export interface LastSeen {
  read(): Remembered | null;
  write(remembered: Remembered): void;
}

/** Raised when the shape of a row changes: rows of another version are not shown. */
const key = "lastSeen.1";

export function lastSeenIn(state: vscode.Memento): LastSeen {
  return {
    read: () => state.get<Remembered>(key) ?? null,
    write: (remembered) => void state.update(key, remembered),
  };
}
