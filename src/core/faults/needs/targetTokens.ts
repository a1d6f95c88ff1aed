import { unknown, type Fact } from "../../model/fact.ts";
import type { FindingLocation } from "../../model/finding.ts";
import type { TokenSource } from "../../model/tokenSource.ts";
import { gatewayOf, isOtherGateway } from "../../probe/targetGateway.ts";
import type { Need } from "../rule.ts";
import type { Scene } from "../scene.ts";
import { placeId, placeOf } from "./place.ts";
import { targetConfig } from "./targetConfig.ts";
import { witnessed } from "./witnessed.ts";

/** The questions whose answers hold credentials or say which one is used. */
const tokenQuestions = /environment|openclaw[^/]*\.json|\.env\b|\.service\b|\.conf$/;

/** Which credentials the two sides of the target use. */
export interface TargetTokens {
  readonly all: readonly TokenSource[];
  /** What the running server was started with; null while none runs. */
  readonly now: TokenSource | null;
  /** What the server would use after its next start; null when it would have to make one up. */
  readonly next: TokenSource | null;
  /** What clients at the vantage send; null when they have nothing to send. */
  readonly client: TokenSource | null;
}

export const targetTokens: Need<TargetTokens> = (scene) => {
  const place = placeOf(scene);
  if (place === null) return unknown(`${placeId(scene)} was not discovered`);
  const { snapshot, target } = scene;
  const blind = place.blindSpots.find((spot) => /\btoken sources?\b/.test(spot));
  if (blind !== undefined) return unknown(blind);
  if (target === null) return unknown("which gateway is meant cannot be told");
  const running = gatewayOf(snapshot, target);
  if (running !== null && isOtherGateway(snapshot, target, running)) {
    return unknown(`clients here do not use the gateway on ${running.stateDir}`);
  }
  const config = targetConfig(scene);
  if (!config.known) return config;
  // Other gateways of the same user have tokens of their own.
  const servers = place.tokenSources.filter(
    ({ role, stateDir }) =>
      role === "server" && (stateDir === undefined || stateDir === config.value.stateDir),
  );
  const clients = snapshot.namespaces
    .flatMap(({ tokenSources }) => tokenSources)
    .filter(
      ({ role, state, clientsIn }) =>
        role === "client" &&
        (state === "used" || state === "reference") &&
        clientsIn.includes(snapshot.vantage),
    );
  const now = servers.find(({ effective }) => effective) ?? null;
  const next = servers.find(({ afterRestart }) => afterRestart) ?? null;
  const tokens: Fact<TargetTokens> = witnessed(snapshot, tokenQuestions, {
    all: [...servers, ...place.tokenSources.filter(({ role }) => role === "client")],
    now,
    next,
    client: clients[0] ?? null,
  });
  if (!tokens.known || running === null || now !== null || servers.length === 0) return tokens;
  return unknown("which credential the running gateway uses cannot be told", tokens.evidence);
};

/** The line of a file that a credential is written in; null when it is in no file. */
export function tokenLocation(scene: Scene, source: TokenSource | null): FindingLocation | null {
  const file = source?.location.file;
  if (source === null || file === undefined) return null;
  return { namespace: placeId(scene), file, line: source.location.line ?? null };
}

/** Two credentials of one kind that are both readable and not the same. */
export function differ(one: TokenSource | null, other: TokenSource | null): boolean {
  if (one === null || other === null || one.credential !== other.credential) return false;
  return one.fingerprint !== null && other.fingerprint !== null && one.fingerprint !== other.fingerprint;
}
