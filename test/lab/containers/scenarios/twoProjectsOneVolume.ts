import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const twoProjectsOneVolume: ContainerScenario = {
  id: "two-projects-one-volume",
  shows: "two gateways, on ports of their own, with the same state",
  async start({ project, docker }) {
    await docker("volume", "create", "openclaw-state");
    for (const [name, port] of [
      ["openclaw", 18_789],
      ["openclaw-copy", 18_790],
    ] as const) {
      const service = { ports: [`${port}:18789`], state: "openclaw-state", healthcheck: null };
      const { up } = await project(name, { compose: composeFile([service], ["openclaw-state"]) });
      await up();
    }
  },
};
