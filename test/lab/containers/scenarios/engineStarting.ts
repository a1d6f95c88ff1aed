import type { ContainerScenario } from "../containerScenario.ts";

export const engineStarting: ContainerScenario = {
  id: "engine-starting",
  shows: "Docker Desktop is starting: its pipe is there, and answers 500",
  async start({ desktop, onStop }) {
    onStop(async () => desktop.set({ state: "running" }));
    desktop.set({ state: "starting" });
  },
};
