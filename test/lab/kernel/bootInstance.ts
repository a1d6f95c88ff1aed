import type { BootedInstance, BootOptions } from "./kernelTypes.ts";

/** Starts an instance; resolves when its init takes commands and process 1 is what it shall be. */
export function bootInstance(options: BootOptions): Promise<BootedInstance> {
  throw new Error(`not yet: ${options.name}`);
}
