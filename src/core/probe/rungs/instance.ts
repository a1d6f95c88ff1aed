import type { Rung } from "../rung.ts";

/** What the operating system offers for keeping a service alive. */
export interface InstanceFact {
  /** Name of process 1, such as `systemd`. */
  readonly init: string;
  readonly hasSystemd: boolean;
  /** Null where it could not be asked. */
  readonly userBus: boolean | null;
  readonly linger: boolean | null;
}

export const instance: Rung<InstanceFact> = {
  id: "instance",
  title: "The system it runs on",
  layer: "instance",
  after: [],
  isQuick: true,
  timeoutMs: 3_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
