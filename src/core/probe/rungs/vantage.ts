import { known } from "../../model/fact.ts";
import type { Rung } from "../rung.ts";
import { climbed } from "../rungOutcome.ts";

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
  async climb({ snapshot, ports }) {
    const { platform, accountHomeDir, homeDir, profile } = ports.facts;
    const config = snapshot.configs.get(snapshot.vantage);
    const namespace = snapshot.namespaces.find(({ id }) => id === snapshot.vantage);
    const stateDir = config?.known === true ? config.value.stateDir : null;
    const nonDefaultStateDir =
      stateDir === null
        ? homeDir !== accountHomeDir || profile !== null
        : stateDir !== `${accountHomeDir}/.openclaw`;
    const notes = [
      ...(nonDefaultStateDir ? [`The state directory is ${stateDir ?? "not the account's own"}.`] : []),
      ...(namespace?.blindSpots ?? []),
    ];
    return climbed(
      "ok",
      snapshot.vantage,
      known({ namespace: snapshot.vantage, platform, nonDefaultStateDir }, config?.evidence ?? []),
      notes,
    );
  },
};
