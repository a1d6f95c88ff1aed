import type { ContainerScenario } from "../containerScenario.ts";

export const enginePaused: ContainerScenario = {
  id: "engine-paused",
  shows: "Docker Desktop was paused by hand",
  async start({ desktop, onStop }) {
    onStop(async () => desktop.set({ state: "running" }));
    desktop.set({ state: "paused" });
  },
};
