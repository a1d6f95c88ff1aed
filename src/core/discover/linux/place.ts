import type { NamespaceId, NetworkId } from "../../model/ids.ts";

/** Where a collection runs. The ports that go with it answer from inside this namespace. */
export interface Place {
  readonly namespace: NamespaceId;
  /** The network whose loopback the namespace sees. */
  readonly network: NetworkId;
}
