import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

/** A loop as in openclaw/openclaw #53912, for the reason that the current gateway has for one. */
export const restartLoop: ContainerScenario = {
  id: "restart-loop",
  shows:
    "the gateway ends at each start, because .env has no token: Refusing to bind gateway to lan without auth",
  async start({ project, docker, until }) {
    const { up } = await project("openclaw", {
      compose: composeFile([{}]),
      env: { OPENCLAW_GATEWAY_TOKEN: "" },
    });
    await up();
    await until("restarts", async () => {
      const count = await docker("inspect", "openclaw-openclaw-gateway-1", "--format", "{{.RestartCount}}");
      return Number(count) >= 2;
    });
  },
};
