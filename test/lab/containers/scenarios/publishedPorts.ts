import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const publishedPorts: ContainerScenario = {
  id: "published-ports",
  shows: "three gateways: one on every address of Windows, one on its loopback only, one on no port",
  async start({ docker, project }) {
    for (const name of ["everywhere", "loopback", "unpublished"]) await docker("volume", "create", name);
    const compose = composeFile(
      [
        { name: "everywhere", ports: ["18789:18789"] },
        { name: "loopback", ports: ["127.0.0.1:18790:18789"] },
        { name: "unpublished", ports: [] },
      ].map((service) => ({ ...service, state: service.name, healthcheck: null })),
      ["everywhere", "loopback", "unpublished"],
    );
    const { up } = await project("ports", { compose });
    await up();
  },
};
