import { joinNetworks } from "../../edges/joinNetworks.ts";
import { unknown, type Fact } from "../../model/fact.ts";
import type { NetworkId } from "../../model/ids.ts";
import type { Listener } from "../../model/listener.ts";

type Listeners = Fact<readonly Listener[]>;

/** One place's part in what all places on a network see together. */
export interface Seat {
  /** Hands in what this place sees; resolves when every place has, or has left. */
  readonly share: (own: Listeners) => Promise<Listeners>;
  /** For a place that will hand in nothing. */
  readonly leave: () => void;
}

/**
 * Each instance sees all sockets of the network that it shares with the others, and the owners of its own only. They
 * wait for each other here, so that none takes another one's gateway for its own.
 */
export function seatsAround(network: NetworkId, count: number): readonly Seat[] {
  const told: Listeners[] = [];
  let missing = count;
  let settle: (all: Listeners) => void = () => undefined;
  const all = new Promise<Listeners>((resolve) => {
    settle = resolve;
  });
  const take = (own: Listeners | null): void => {
    if (own !== null) told.push(own);
    missing -= 1;
    if (missing > 0) return;
    const [joined] = joinNetworks(told.map((listeners) => ({ id: network, name: network, listeners })));
    settle(joined?.listeners ?? unknown("no instance could be asked"));
  };
  return Array.from({ length: count }, (): Seat => {
    let isDone = false;
    const once = (own: Listeners | null): void => {
      if (!isDone) take(own);
      isDone = true;
    };
    return {
      share(own) {
        once(own);
        return all;
      },
      leave: () => once(null),
    };
  });
}
