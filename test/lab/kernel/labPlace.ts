/** Where a lab lives on this machine: its home, its cgroup, its Windows network, and who clears them away. */
import type { LabPlace } from "./kernelTypes.ts";

/** Makes the place of a new lab; it goes when `close` is called or when this process ends in whatever way. */
export function createLabPlace(home: string): Promise<LabPlace & { close(): Promise<void> }> {
  throw new Error(`not yet: ${home}`);
}
