import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

/** openclaw/openclaw #27950, #46462. */
export const loopbackBind: ContainerScenario = {
  id: "loopback-bind",
  shows: "healthy inside, but whoever comes to the published port is cut off: it listens on its own loopback",
  async start({ project, untilShown }) {
    const { up } = await project("openclaw", { compose: composeFile([{ bind: "loopback" }]) });
    await up();
    await untilShown("(healthy)");
  },
};
