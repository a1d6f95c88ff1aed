import type { Fact } from "../../model/fact.ts";
import type { NamespaceId, NetworkId } from "../../model/ids.ts";
import type { Listener } from "../../model/listener.ts";

/** Where a collection runs. The ports that go with it answer from inside this namespace. */
export interface Place {
  readonly namespace: NamespaceId;
  /** The network whose loopback the namespace sees. */
  readonly network: NetworkId;
  /**
   * Takes the listeners as this place sees them and gives them as all places on the network do together: each sees
   * every socket, and knows the owner of its own ones only.
   */
  readonly share?: (own: Fact<readonly Listener[]>) => Promise<Fact<readonly Listener[]>>;
}
