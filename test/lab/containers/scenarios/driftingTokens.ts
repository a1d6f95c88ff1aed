import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const driftingTokens: ContainerScenario = {
  id: "drifting-tokens",
  shows:
    "three tokens: .env was changed after the container was made, and its mounted openclaw.json has one more",
  async start({ project, untilShown }) {
    const compose = composeFile([{}]);
    const config = JSON.stringify({
      gateway: { mode: "local", port: 18_789, auth: { mode: "token", token: "token-of-mounted-config-01" } },
    });
    const before = await project("openclaw", {
      compose,
      config,
      env: { OPENCLAW_GATEWAY_TOKEN: "token-of-environment-0123" },
    });
    await before.up();
    await untilShown("(healthy)");
    await project("openclaw", { compose, env: { OPENCLAW_GATEWAY_TOKEN: "token-of-dot-env-now-0123" } });
  },
};
