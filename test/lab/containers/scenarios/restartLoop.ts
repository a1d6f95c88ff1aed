import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

/** openclaw/openclaw #53912. */
export const restartLoop: ContainerScenario = {
  id: "restart-loop",
  shows: "the gateway ends at each start, because its mounted openclaw.json cannot be read: Restarting (1)",
  async start({ project, docker, until }) {
    const { up } = await project("openclaw", { compose: composeFile([{}]), config: "{ gateway: { port: " });
    await up();
    await until("restarts", async () => {
      const count = await docker("inspect", "openclaw-openclaw-gateway-1", "--format", "{{.RestartCount}}");
      return Number(count) >= 2;
    });
  },
};
