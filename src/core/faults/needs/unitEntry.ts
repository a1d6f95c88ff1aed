import { known, type Fact } from "../../model/fact.ts";
import type { Install } from "../../model/install.ts";
import type { Need } from "../rule.ts";
import { placeOf } from "./place.ts";
import { ownUnits } from "./targetService.ts";
import { both } from "./both.ts";
import { witnessed } from "./witnessed.ts";

/** What the target's unit starts, beside what a shell here starts. */
export interface UnitEntry {
  readonly unit: string;
  /** The OpenClaw file in the unit's command line. */
  readonly file: string;
  /** True when the file was looked for and is not there. */
  readonly isGone: boolean;
  readonly install: Install | null;
  /** The first install on PATH; null when a shell here finds none. */
  readonly onPath: Install | null;
}

const installQuestions = /package\.json$|real path of .*(?:openclaw|\/dist\/)/;

/** Null where no unit of the target starts OpenClaw by its own file, as with a wrapper script. */
export const unitEntry: Need<UnitEntry | null> = (scene): Fact<UnitEntry | null> => {
  const units = ownUnits(scene);
  const installs = placeOf(scene)?.installs ?? [];
  const joined = both(units, witnessed(scene.snapshot, installQuestions, installs));
  if (!joined.known) return joined;
  const unit = joined.value[0][0];
  const file = unit?.execStart.find((arg) => /^\/.*\/(?:openclaw(?:\.mjs)?|dist\/.+\.m?js)$/.test(arg));
  if (unit === undefined || file === undefined) return known(null, joined.evidence);
  const isGone = scene.snapshot.evidence.some(
    ({ what, status }) => what === `real path of ${file}` && status === "not-found",
  );
  const foundBy = (finder: string): Install | null =>
    installs.find((install) => install.foundBy.includes(finder)) ?? null;
  return known(
    { unit: unit.name, file, isGone, install: foundBy(`unit ${unit.name}`), onPath: foundBy("PATH") },
    joined.evidence,
  );
};
