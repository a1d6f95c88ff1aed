import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const hostNetwork: ContainerScenario = {
  id: "host-network",
  shows: "a gateway that listens in the network that all instances share, and publishes nothing",
  async start({ project, untilShown }) {
    const { up } = await project("openclaw", { compose: composeFile([{ networkMode: "host" }]) });
    await up();
    await untilShown("(healthy)");
  },
};
