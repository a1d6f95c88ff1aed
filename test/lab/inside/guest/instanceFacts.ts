/** This folder runs inside of instances, on the pinned Node at /run/lab: it imports nothing from outside of it. */
import { readFileSync } from "node:fs";

/** What an instance knows of itself and of the VM it is in; written at each start. */
export interface InstanceFacts {
  readonly name: string;
  /** Where the C: drive is mounted; null with automount off. */
  readonly driveRoot: string | null;
  readonly networkingMode: string;
  readonly wslVersion: string;
  readonly vmId: string;
}

export function readInstanceFacts(): InstanceFacts {
  return JSON.parse(readFileSync("/run/lab/instance.json", "utf8")) as InstanceFacts;
}
