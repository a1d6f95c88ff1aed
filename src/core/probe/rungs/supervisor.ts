import type { Supervisor } from "../../model/supervisor.ts";
import type { Rung } from "../rung.ts";
import { instance } from "./instance.ts";

/** The services that own, or would own, the target. */
export interface SupervisorFact {
  readonly all: readonly Supervisor[];
  /** The one that the target belongs to, or null for a foreground run. */
  readonly serving: Supervisor | null;
}

export const supervisor: Rung<SupervisorFact> = {
  id: "supervisor",
  title: "Who keeps the gateway running",
  layer: "service",
  after: [instance],
  isQuick: true,
  timeoutMs: 5_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
