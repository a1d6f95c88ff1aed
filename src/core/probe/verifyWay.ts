import { readWindowsListeners } from "../discover/windows/listeners.ts";
import { findWindows } from "../discover/windows/windowsSystem.ts";
import { takesOnWindows } from "../edges/barrier.ts";
import { hostOf } from "../edges/loopback.ts";
import { relayKindOf } from "../edges/relayPrograms.ts";
import { known, unknown, type Fact } from "../model/fact.ts";
import type { Gateway } from "../model/gateway.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";
import type { Ports } from "../ports/observed.ts";
import type { Climb } from "./rung.ts";
import { networkOf } from "./targetGateway.ts";
import { verifyOwner } from "./verifyOwner.ts";

/**
 * Whether a connection from the vantage to the target ends at the gateway's process and nowhere else, looked at right
 * before a credential is sent. From Windows into an instance, nobody but WSL's relay may listen on Windows, and behind
 * it nobody but the gateway in the instance.
 */
export async function verifyWay(
  { target, snapshot, ports, place }: Pick<Climb, "target" | "snapshot" | "ports" | "place">,
  gateway: Gateway,
  signal: AbortSignal,
): Promise<Fact<boolean>> {
  if (place === null) return unknown("nothing answers from inside the place of the gateway");
  if (place === ports) return verifyOwner(target, gateway, place);
  const inside = behindRelay(snapshot, target);
  if (inside === null) return unknown("the way from here to the gateway is not known");
  const [owner, front] = await Promise.all([
    verifyOwner(inside, gateway, place),
    isRelayAlone(target, ports, signal),
  ]);
  if (!owner.known || !front.known)
    return unknown(owner.known ? reasonOf(front) : owner.reason, owner.evidence);
  return known(owner.value && front.value, [...owner.evidence, ...front.evidence]);
}

function reasonOf(fact: Fact<unknown>): string {
  return fact.known ? "" : fact.reason;
}

/** The target's address as it is inside; the same in a shared network. Null where no relay is known to lead there. */
function behindRelay(snapshot: Snapshot, target: Target): Pick<Target, "host" | "port"> | null {
  const there = networkOf(snapshot, target.namespace);
  if (networkOf(snapshot, snapshot.vantage) === there) return target;
  const edge = snapshot.edges.find(
    ({ kind, from, to }) =>
      kind === "localhost-relay" &&
      from.namespace === snapshot.vantage &&
      from.address === target.host &&
      from.port === target.port &&
      networkOf(snapshot, to.namespace) === there,
  );
  return edge === undefined ? null : { host: hostOf(edge.to.address), port: edge.to.port };
}

/** True where every program of Windows that a connection can reach is WSL's relay, or none listens: mirrored mode has none. */
async function isRelayAlone(
  { host, port }: Target,
  ports: Ports,
  signal: AbortSignal,
): Promise<Fact<boolean>> {
  const system = await findWindows(ports);
  // Between two instances there is nothing but the network that they share.
  if (system === null || ports.facts.platform !== "win32") return known(true);
  const { listeners } = await readWindowsListeners(system, ports, signal);
  if (!listeners.known) return listeners;
  const reached = listeners.value.filter((each) => each.port === port && takesOnWindows(each, host));
  return known(
    reached.every(({ owner }) => relayKindOf(owner) === "wsl"),
    listeners.evidence,
  );
}
