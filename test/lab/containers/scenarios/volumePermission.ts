import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

/** openclaw/openclaw #21571. */
export const volumePermission: ContainerScenario = {
  id: "volume-permission",
  shows: "the state volume is root's, and the gateway's account may not write there: EACCES in its log",
  async start({ project, docker, image, until }) {
    await docker("volume", "create", "openclaw-state");
    const mount = ["--volume", "openclaw-state:/state", "--user", "root"];
    await docker("run", "--rm", ...mount, image, "sh", "-c", "touch /state/.keep && chown -R 0:0 /state");
    const service = { state: "openclaw-state", healthcheck: null };
    const { up, compose } = await project("openclaw", {
      compose: composeFile([service], ["openclaw-state"]),
    });
    await up();
    await until("EACCES", async () => {
      const { stdout } = await compose("logs", "--tail", "50");
      return stdout.toString().includes("EACCES");
    });
  },
};
