import { known, type Fact } from "../model/fact.ts";
import type { Listener } from "../model/listener.ts";
import type { Network } from "../model/namespace.ts";

/**
 * Networks that several providers saw, or several instances on one of them, each become one. A socket is seen from
 * every instance; whose it is, only from its own. What one of them saw is known, also where another saw nothing.
 */
export function joinNetworks(networks: readonly Network[]): readonly Network[] {
  const joined = new Map<string, Network>();
  for (const network of networks) {
    const other = joined.get(network.id);
    joined.set(network.id, other === undefined ? network : joinTwo(other, network));
  }
  return [...joined.values()];
}

function joinTwo(one: Network, other: Network): Network {
  const wslMode = one.wslMode ?? other.wslMode;
  return {
    ...one,
    listeners: joinListeners(one.listeners, other.listeners),
    ...(wslMode === undefined ? {} : { wslMode }),
  };
}

function joinListeners(
  one: Fact<readonly Listener[]>,
  other: Fact<readonly Listener[]>,
): Fact<readonly Listener[]> {
  if (!one.known) return other.known ? other : { ...one, evidence: [...one.evidence, ...other.evidence] };
  if (!other.known) return one;
  const rows = new Map<string, Listener>();
  for (const listener of [...one.value, ...other.value]) {
    const seen = rows.get(listener.id);
    if (seen === undefined || seen.owner === null) rows.set(listener.id, listener);
  }
  const sorted = [...rows.values()].toSorted(
    (a, b) => a.port - b.port || a.family.localeCompare(b.family) || a.id.localeCompare(b.id),
  );
  return known(sorted, [...one.evidence, ...other.evidence]);
}
