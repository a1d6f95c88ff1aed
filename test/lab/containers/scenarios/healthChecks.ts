import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const healthChecks: ContainerScenario = {
  id: "health-checks",
  shows: "one is healthy, one runs but its health check fails, one has not listened yet",
  async start({ project, docker, untilShown }) {
    const names = ["healthy", "unhealthy", "starting"];
    for (const name of names) await docker("volume", "create", name);
    const { up } = await project("health", {
      compose: composeFile(
        [
          { name: "healthy" },
          {
            name: "unhealthy",
            healthcheck: { url: "http://127.0.0.1:18799/healthz", startPeriod: "0s" },
          },
          { name: "starting", command: ["sleep", "infinity"], healthcheck: { startPeriod: "1h" } },
        ].map((service) => ({ ...service, state: service.name, ports: [] })),
        names,
      ),
    });
    await up();
    await untilShown("(healthy)");
    await untilShown("(unhealthy)");
  },
};
