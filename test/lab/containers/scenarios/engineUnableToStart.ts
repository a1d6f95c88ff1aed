import type { ContainerScenario } from "../containerScenario.ts";

export const engineUnableToStart: ContainerScenario = {
  id: "engine-unable-to-start",
  shows: "Docker Desktop gave up starting",
  async start({ desktop, onStop }) {
    onStop(async () => desktop.set({ state: "running" }));
    desktop.set({ state: "unable-to-start" });
  },
};
