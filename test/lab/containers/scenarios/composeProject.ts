import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const composeProject: ContainerScenario = {
  id: "compose-project",
  shows:
    "a gateway as OpenClaw's compose file makes it: its token stands in .env, its state is a folder beside it",
  async start({ project, untilShown }) {
    const { up } = await project("openclaw", {
      compose: composeFile([{}]),
      env: { OPENCLAW_GATEWAY_TOKEN: "token-of-dot-env-0123456789", OPENCLAW_GATEWAY_PORT: "18789" },
    });
    await up();
    await untilShown("(healthy)");
  },
};
