import { collectPlace } from "./linux/collectPlace.ts";
import type { NamespaceProvider } from "./provider.ts";

const id = "linux";

/** The Linux machine that the product runs on, as one namespace on its own network. */
export const linux: NamespaceProvider = {
  id,
  supports: ({ platform, wslInstance }) => platform === "linux" && wslInstance == null,
  async discover(ports, signal) {
    const { notes, listeners, gateways, config, ...rest } = await collectPlace(
      { namespace: id, network: id },
      ports,
      signal,
    );
    const name = ports.facts.hostname;
    return {
      networks: [{ id, name, listeners }],
      namespaces: [{ id, kind: "linux", name, network: id, state: "running", facts: notes, ...rest }],
      edges: [],
      gateways,
      configs: new Map([[id, config]]),
    };
  },
};
