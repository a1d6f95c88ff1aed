import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const twoProjectsOnePort: ContainerScenario = {
  id: "two-projects-one-port",
  shows: "the second project is created but not started: port is already allocated",
  async start({ project }) {
    const compose = composeFile([{ healthcheck: null }]);
    const first = await project("openclaw", { compose });
    await first.up();
    const second = await project("openclaw-copy", { compose });
    const { code } = await second.compose("up", "--detach");
    if (code === 0) throw new Error("two projects on one port");
  },
};
