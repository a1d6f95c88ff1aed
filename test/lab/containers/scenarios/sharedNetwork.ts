import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

/** openclaw/openclaw #11456: the one without `network_mode` asks its own loopback. */
export const sharedNetwork: ContainerScenario = {
  id: "shared-network",
  shows: "two containers with the command line: one has the network of the gateway, the other one of its own",
  async start({ project, untilShown }) {
    const idle = { command: ["sleep", "infinity"], ports: [], healthcheck: null };
    const { up } = await project("openclaw", {
      compose: composeFile([
        {},
        { ...idle, name: "openclaw-cli", networkMode: "service:openclaw-gateway" },
        { ...idle, name: "openclaw-cli-apart" },
      ]),
    });
    await up();
    await untilShown("(healthy)");
  },
};
