import type { Rung } from "../rung.ts";

/** What `openclaw doctor --lint --json` found. Its advice is shown, never followed. */
export interface DoctorFact {
  readonly findings: readonly DoctorFinding[];
  readonly checksRun: number;
}

/** One finding of the doctor, in its own words. */
export interface DoctorFinding {
  readonly checkId: string;
  readonly severity: string;
  readonly message: string;
  /** It contradicts the loopback-only stance, so it is labelled as policy and not repeated as advice. */
  readonly isPolicy: boolean;
}

export const doctor: Rung<DoctorFact> = {
  id: "doctor",
  title: "openclaw doctor",
  layer: "meta",
  after: [],
  isQuick: false,
  timeoutMs: 90_000,
  climb: async () => {
    throw new Error("to be written");
  },
};
