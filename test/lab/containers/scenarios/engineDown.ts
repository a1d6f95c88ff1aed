import type { ContainerScenario } from "../containerScenario.ts";

export const engineDown: ContainerScenario = {
  id: "engine-down",
  shows: "Docker Desktop was quit: its pipe is not there, its instance is Stopped",
  async start({ desktop, onStop }) {
    onStop(() => desktop.start());
    await desktop.quit();
  },
};
