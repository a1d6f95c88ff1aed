import { known, mapFact, unknown, type Fact } from "../../model/fact.ts";
import type { Supervisor, SupervisorState } from "../../model/supervisor.ts";
import { configOf } from "../../probe/targetGateway.ts";
import type { Need } from "../rule.ts";
import type { Scene } from "../scene.ts";
import { both } from "./both.ts";
import { placeId, placeOf } from "./place.ts";
import { witnessed } from "./witnessed.ts";
import { supervisorFact } from "./rungFacts.ts";

/** A systemd unit whose state is known. */
export interface SystemdUnit extends Supervisor {
  readonly state: SupervisorState;
}

/** The questions that discovery puts about units. */
const unitQuestions = /systemctl|\/systemd\/(?:user|system)\b|\.service\b/;

/** Every supervisor of the place; unknown where units could not be looked for. */
export const supervisors: Need<readonly Supervisor[]> = (scene) => {
  const place = placeOf(scene);
  if (place === null) return unknown(`${placeId(scene)} was not discovered`);
  const seen = witnessed(scene.snapshot, unitQuestions, place.supervisors);
  if (scene.ladder === null) return seen;
  return mapFact(both(seen, supervisorFact(scene)), ([, { all }]) => all);
};

/** The systemd units that are this gateway's by port or by profile, best first; their states may be unseen. */
export const ownUnits: Need<readonly Supervisor[]> = (scene) =>
  mapFact(supervisors(scene), (all) => {
    const config = configOf(scene.snapshot, placeId(scene));
    const port = scene.target?.port ?? config?.port.value ?? null;
    const profile = config?.profile ?? null;
    const name = `openclaw-gateway${profile === null ? "" : `-${profile}`}.service`;
    const units = all.filter(({ kind }) => kind.startsWith("systemd"));
    const byPort = units.filter((unit) => unit.port !== null && unit.port === port);
    // A unit of the account's own home says nothing of a gateway whose clients look elsewhere.
    const ownDir = config?.stateDir ?? null;
    const isMeant = port === null || config === null || port === config.port.value;
    const byName = units.filter(
      (unit) =>
        isMeant && unit.name === name && (unit.stateDir ?? ownDir) === ownDir && !byPort.includes(unit),
    );
    return [...byPort, ...byName];
  });

/** The unit that serves the target, or would; null where there is none. Unknown while its state cannot be seen. */
export const targetUnit: Need<SystemdUnit | null> = (scene) => {
  const units = ownUnits(scene);
  if (!units.known) return units;
  const unit = servingUnit(scene) ?? units.value[0] ?? null;
  if (unit === null) return known(null, units.evidence);
  const { state } = unit;
  if (state === null) return unknown(`${unit.name}: ${unit.unseenBecause ?? "not asked"}`, units.evidence);
  return known({ ...unit, state }, units.evidence);
};

function servingUnit(scene: Scene): Supervisor | null {
  const fact: Fact<{ readonly serving: Supervisor | null }> = supervisorFact(scene);
  const serving = fact.known ? fact.value.serving : null;
  return serving?.kind.startsWith("systemd") === true ? serving : null;
}
