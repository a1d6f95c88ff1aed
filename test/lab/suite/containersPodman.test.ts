import assert from "node:assert/strict";
import { imageNames } from "../containers/openclawImages.ts";
import { installPodman, podmanInstance } from "../containers/podman.ts";
import { startLab, type Lab } from "../lab.ts";
import { listenersOnWindows, statusOnWindows } from "./containersSupport.ts";
import { eventually, holdAwake, sh, type Ongoing } from "./suiteSupport.ts";

interface PodmanContainer {
  readonly Names: readonly string[];
  readonly Image: string;
  readonly State: string;
  readonly Ports: readonly { readonly host_port: number; readonly container_port: number }[];
}

describe("Podman in an instance of a lab", function () {
  this.timeout(120_000);
  let lab: Lab;
  let awake: Ongoing;

  before(async function () {
    this.timeout(600_000); // layers may have to be built
    lab = await startLab({ machine: { relayPollMs: 200 } });
    await installPodman(lab);
    awake = await holdAwake(lab, podmanInstance);
  });
  after(async () => {
    await awake?.end();
    await lab?.stop();
  });

  it("publishes ports through the relay, and checks health", async () => {
    const health = `--health-cmd 'curl -fsS http://127.0.0.1:18789/healthz' --health-interval 1s`;
    const options = `--name gateway --publish 18789:18789 --env OPENCLAW_GATEWAY_TOKEN=abc --restart always`;
    await podman(`run --detach ${options} ${health} ${imageNames.standIn}`);
    await eventually(
      () => statusOnWindows(lab, 18_789),
      (status) => status === 200,
    );
    assert.deepEqual(await listenersOnWindows(lab, 18_789), ["127.0.0.1:18789 wslrelay.exe"]);
    const [found] = JSON.parse(await podman("ps --format json")) as readonly PodmanContainer[];
    assert.deepEqual(
      [found?.Names, found?.Image, found?.State],
      [["gateway"], imageNames.standIn, "running"],
    );
    assert.equal(found?.Ports[0]?.host_port, 18_789);
    await eventually(
      () => podman("inspect gateway --format '{{.State.Health.Status}}'"),
      (status) => status === "healthy",
    );
    assert.match(await podman("inspect gateway --format '{{.Config.Env}}'"), /OPENCLAW_GATEWAY_TOKEN=abc/);
  });

  it("restarts what fails", async () => {
    await podman(`run --detach --name loop --restart on-failure:2 ${imageNames.standIn} sh -c 'exit 3'`);
    await eventually(
      () => podman("inspect loop --format '{{.State.Status}} {{.State.ExitCode}} {{.RestartCount}}'"),
      (text) => text === "exited 3 2",
    );
  });

  function podman(command: string): Promise<string> {
    return sh(lab, podmanInstance, `podman ${command}`, "root");
  }
});
