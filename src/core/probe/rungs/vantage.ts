import type { Rung } from "../rung.ts";

/** The place the questions are asked from. */
export interface VantageFact {
  readonly namespace: string;
  readonly platform: string;
  /** The environment or profile points at other paths than the account's own. */
  readonly nonDefaultStateDir: boolean;
}

export const vantage: Rung<VantageFact> = {
  id: "vantage",
  title: "Where this runs",
  layer: "vscode",
  after: [],
  isQuick: true,
  timeoutMs: 2_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
