import type { Reason } from "./reason.ts";
import type { Climb } from "./rung.ts";
import { configOf, gatewayOf, isOtherGateway } from "./targetGateway.ts";
import { socketsAt, verifyOwner } from "./verifyOwner.ts";

/**
 * Why no `openclaw` command that connects may be started; null when it may. `gateway status`, `status` and `channels
 * status` send the token of the user's config to whatever listens at its port, so that must be the gateway, or nobody.
 * `doctor --lint` connects to nothing.
 */
export async function connectBar({ snapshot, target, place }: Climb): Promise<Reason | null> {
  const config = configOf(snapshot, target.namespace);
  if (place === null) return "place-not-asked";
  // The variable is the vantage's own; a command in another namespace does not see it.
  const followsTarget = target.chosenBy === "OPENCLAW_GATEWAY_URL" && target.namespace === snapshot.vantage;
  if (config === null || (config.isRedirected === true && !followsTarget)) return "owner-not-verified";
  const reached = followsTarget ? target : { ...target, host: "127.0.0.1", port: config.port.value };
  const sockets = await socketsAt(reached, place);
  if (sockets.known && sockets.value.length === 0) return null;
  const gateway = gatewayOf(snapshot, reached);
  if (gateway === null || !gateway.ownerVerified) return "owner-not-verified";
  if (isOtherGateway(snapshot, reached, gateway)) return "other-gateway";
  const owner = await verifyOwner(reached, gateway, place);
  return owner.known && owner.value ? null : "owner-not-verified";
}
