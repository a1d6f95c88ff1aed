import { setTimeout as wait } from "node:timers/promises";
import type { Clock } from "../core/ports/machine.ts";

/** The machine's own time. An aborted sleep rejects with the signal's reason. */
export const systemClock: Clock = {
  now: () => Date.now(),
  elapsed: () => performance.now(),
  async sleep(ms, signal) {
    try {
      await wait(ms, undefined, { signal });
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    }
  },
};
