import { composeFile } from "../composeFile.ts";
import type { ContainerScenario } from "../containerScenario.ts";

export const windowsPortTaken: ContainerScenario = {
  id: "windows-port-taken",
  shows:
    "a program of Windows has the port, so the container is created but not started: Ports are not available",
  async start({ lab, project, until, onStop }) {
    const stop = new AbortController();
    const server = `require("net").createServer((s) => s.end("windows")).listen(18789, "127.0.0.1")`;
    const options = { signal: stop.signal, timeoutMs: 600_000 };
    const ended = lab.windows([process.execPath, "-e", server], options).then(
      () => undefined,
      () => undefined,
    );
    onStop(async () => {
      stop.abort();
      await ended;
    });
    await until("the port is taken", async () => {
      const { stdout } = await lab.windows(["netstat.exe", "-ano"]);
      return stdout.toString().includes("127.0.0.1:18789 ");
    });
    const { compose } = await project("openclaw", { compose: composeFile([{ healthcheck: null }]) });
    const { code } = await compose("up", "--detach");
    if (code === 0) throw new Error("the port was free");
  },
};
