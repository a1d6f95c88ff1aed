import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";
import { imageNames, repository } from "../openclawImages.ts";

export const movedTag: ContainerScenario = {
  id: "moved-tag",
  shows: "one container is of the image that its tag named before, another is pinned to a digest",
  async start({ project, docker, image }) {
    const channel = `${repository}:stable`;
    await docker("tag", imageNames.standInBefore, channel);
    const digest = await docker("image", "inspect", image, "--format", "{{index .RepoDigests 0}}");
    await docker("volume", "create", "pinned");
    const { up } = await project("openclaw", {
      compose: composeFile(
        [
          { image: channel, healthcheck: null },
          { name: "pinned", image: digest, state: "pinned", ports: [], healthcheck: null },
        ],
        ["pinned"],
      ),
    });
    await up();
    await docker("tag", image, channel);
  },
};
