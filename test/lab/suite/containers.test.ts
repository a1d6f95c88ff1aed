import assert from "node:assert/strict";
import { isFullRun } from "../../support/fullRun.ts";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { dockerDesktopOf } from "../containers/containerStage.ts";
import { engineInstance } from "../containers/dockerDesktopPlace.ts";
import { containerScenarios } from "../containers/scenarioRegistry.ts";
import { startLab, type Lab } from "../lab.ts";
import {
  container,
  containers,
  docker,
  listenersOnWindows,
  statusOnWindows,
  withScenario,
} from "./containersSupport.ts";
import { eventually, stateOf } from "./suiteSupport.ts";

const refused = -7;

describe(`containers of a lab${isFullRun ? ", all with the real gateway" : ""}`, function () {
  this.timeout(300_000);
  let lab: Lab;

  before(async function () {
    this.timeout(600_000); // layers may have to be built, and the gateway to be installed
    lab = await startLab({ machine: { relayPollMs: 200 } });
    await dockerDesktopOf(lab);
  });
  after(() => lab?.stop());

  it("compose-project is a real gateway that Windows reaches", async () => {
    const look = async () => {
      assert.equal(await statusOnWindows(lab, 18_789), 200);
      assert.deepEqual(await listenersOnWindows(lab, 18_789), [
        "0.0.0.0:18789 com.docker.backend.exe",
        "[::]:18789 com.docker.backend.exe",
      ]);
      const { Config, Mounts, State } = await container(lab, "gateway-1");
      assert.equal(State.Health?.Status, "healthy");
      assert.ok(Config.Env.includes("OPENCLAW_GATEWAY_TOKEN=token-of-dot-env-0123456789"));
      const label = (name: string) => Config.Labels[`com.docker.compose.${name}`];
      assert.equal(label("project"), "openclaw");
      assert.equal(label("service"), "openclaw-gateway");
      assert.equal(label("project.working_dir"), "C:\\Users\\dev\\openclaw");
      assert.equal(label("project.config_files"), "C:\\Users\\dev\\openclaw\\docker-compose.yml");
      assert.equal(Mounts[0]?.Source, "/run/desktop/mnt/host/c/Users/dev/openclaw/state");
      const state = join(lab.home, "c/Users/dev/openclaw/state");
      assert.notDeepEqual(await readdir(state), [], "the gateway keeps its state there");
      const env = await readFile(join(state, "../.env"), "utf8");
      assert.match(env, /^OPENCLAW_GATEWAY_TOKEN=token-of-dot-env-0123456789$/m);
      assert.match(await docker(lab, "compose", "ls", "--format", "json"), /"Name":"openclaw"/);
      assert.match(await docker(lab, "logs", "openclaw-openclaw-gateway-1"), /http server listening/);
    };
    await withScenario(lab, "compose-project", look, { gateway: "real" });
  });

  it("published-ports are where the container says", async () => {
    await withScenario(lab, "published-ports", async () => {
      await eventually(
        () => statusOnWindows(lab, 18_789),
        (status) => status === 200,
        240_000,
      );
      assert.deepEqual(await listenersOnWindows(lab, 18_790), ["127.0.0.1:18790 com.docker.backend.exe"]);
      const phone = ["curl", "-s", "-m", "5", "http://192.168.77.10:18789/healthz"] as const;
      assert.equal((await lab.lanPeer(phone)).code, 0);
      const { Ports } = (await container(lab, "everywhere-1")).NetworkSettings;
      assert.deepEqual(Ports["18789/tcp"]?.[0], { HostIp: "0.0.0.0", HostPort: "18789" });
      assert.deepEqual((await container(lab, "unpublished-1")).NetworkSettings.Ports, {});
    });
    assert.equal(await statusOnWindows(lab, 18_789), refused);
  });

  it("loopback-bind is healthy, and reaches nobody", async () => {
    await withScenario(lab, "loopback-bind", async () => {
      assert.equal((await container(lab, "gateway-1")).State.Health?.Status, "healthy");
      const status = await statusOnWindows(lab, 18_789);
      assert.ok(status < 0 && status !== refused, `${status}`);
    });
  });

  it("health-checks are of three kinds", async () => {
    await withScenario(lab, "health-checks", async () => {
      for (const kind of ["healthy", "unhealthy", "starting"]) {
        assert.equal((await container(lab, `-${kind}-1`)).State.Health?.Status, kind);
      }
    });
  });

  it("shared-network decides whose loopback it is", async () => {
    await withScenario(lab, "shared-network", async () => {
      const ask = (name: string) =>
        docker(lab, "exec", `openclaw-${name}-1`, "curl", "-sS", "-m", "5", "http://127.0.0.1:18789/healthz");
      assert.match(await ask("openclaw-cli"), /"ok":\s*true/);
      assert.match(await ask("openclaw-cli-apart"), /Failed to connect|Couldn't connect/);
      const { Id } = await container(lab, "gateway-1");
      assert.equal((await container(lab, "cli-1")).HostConfig.NetworkMode, `container:${Id}`);
    });
  });

  it("host-network listens where the instances do", async () => {
    await withScenario(lab, "host-network", async () => {
      await eventually(
        () => statusOnWindows(lab, 18_789),
        (status) => status === 200,
      );
      assert.deepEqual(await listenersOnWindows(lab, 18_789), ["127.0.0.1:18789 wslrelay.exe"]);
      assert.equal((await container(lab, "gateway-1")).HostConfig.NetworkMode, "host");
    });
  });

  it("drifting-tokens are three", async () => {
    await withScenario(lab, "drifting-tokens", async () => {
      const { Config } = await container(lab, "gateway-1");
      const folder = join(lab.home, "c/Users/dev/openclaw");
      const sources = [
        /OPENCLAW_GATEWAY_TOKEN=(.*)/.exec(Config.Env.join("\n"))?.[1],
        /OPENCLAW_GATEWAY_TOKEN=(.*)/.exec(await readFile(join(folder, ".env"), "utf8"))?.[1],
        /"token":\s*"([^"]*)"/.exec(await readFile(join(folder, "state/openclaw.json"), "utf8"))?.[1],
      ];
      assert.equal(new Set(sources).size, 3, sources.join(", "));
    });
  });

  it("moved-tag names another image than the container has", async () => {
    await withScenario(lab, "moved-tag", async () => {
      const { Image, Config } = await container(lab, "gateway-1");
      const named = await docker(lab, "image", "inspect", Config.Image, "--format", "{{.Id}}");
      assert.notEqual(named, Image);
      const pinned = await container(lab, "pinned-1");
      assert.match(pinned.Config.Image, /^ghcr\.io\/openclaw\/openclaw@sha256:[0-9a-f]{64}$/);
      const digests = await docker(
        lab,
        "image",
        "inspect",
        pinned.Image,
        "--format",
        "{{json .RepoDigests}}",
      );
      assert.ok(digests.includes(pinned.Config.Image));
    });
  });

  it("two-projects-one-port starts only the first", async () => {
    await withScenario(lab, "two-projects-one-port", async () => {
      const second = await container(lab, "openclaw-copy-openclaw-gateway-1");
      assert.equal(second.State.Status, "created");
      assert.match(second.State.Error, /Bind for 0\.0\.0\.0:18789 failed: port is already allocated/);
    });
  });

  it("two-projects-one-volume share their state", async () => {
    await withScenario(lab, "two-projects-one-volume", async () => {
      const all = [...(await containers(lab)).values()];
      assert.equal(all.length, 2);
      assert.ok(
        all.every(({ State, Mounts }) => State.Status === "running" && Mounts[0]?.Name === "openclaw-state"),
      );
    });
  });

  it("volume-permission says EACCES", async () => {
    await withScenario(lab, "volume-permission", async () => {
      assert.match((await container(lab, "gateway-1")).State.Status, /restarting|running|exited/);
    });
  });

  it("windows-port-taken keeps the container from starting", async () => {
    await withScenario(lab, "windows-port-taken", async () => {
      const { State } = await container(lab, "gateway-1");
      assert.equal(State.Status, "created");
      assert.match(State.Error, /Ports are not available: exposing port TCP 0\.0\.0\.0:18789 /);
      assert.deepEqual(await listenersOnWindows(lab, 18_789), ["127.0.0.1:18789 node.exe"]);
    });
  });

  it("restart-loop goes on and on", async () => {
    await withScenario(lab, "restart-loop", async () => {
      const { RestartCount, HostConfig } = await container(lab, "gateway-1");
      assert.ok(RestartCount >= 2);
      assert.equal(HostConfig.RestartPolicy.Name, "unless-stopped");
      const { stdout, stderr } = await lab.windows(["docker.exe", "logs", "openclaw-openclaw-gateway-1"]);
      assert.match(
        `${stdout.toString()}${stderr.toString()}`,
        /Refusing to bind gateway to lan without auth/,
      );
    });
  });

  it("restart-policies are of four kinds", async () => {
    await withScenario(lab, "restart-policies", async () => {
      const all = await containers(lab);
      const of = (name: string) => {
        const { HostConfig, State } = all.get(name) ?? assert.fail(name);
        return [HostConfig.RestartPolicy.Name, State.ExitCode];
      };
      assert.deepEqual(of("never"), ["no", 1]);
      assert.deepEqual(of("given-up"), ["on-failure", 78]);
      assert.equal(of("stopped")[0], "unless-stopped");
      assert.equal(of("always")[0], "always");
    });
  });

  it("engine-down has no pipe and a stopped instance", async () => {
    await withScenario(lab, "engine-down", async ({ desktop }) => {
      assert.equal(await stateOf(lab, engineInstance), "Stopped");
      assert.match(
        await docker(lab, "ps"),
        /^failed to connect to the docker API at npipe:.*cannot find the file/,
      );
      desktop.set({ texts: "28" });
      assert.match(
        await docker(lab, "ps"),
        /^error during connect: Get "http:\/\/%2F%2F\.%2Fpipe%2FdockerDesktopLinuxEngine\/v1\.\d+\/containers\/json": open \/\/\.\/pipe\//,
      );
      lab.machine({ language: "fr-FR" });
      assert.match(await docker(lab, "info"), /: Le fichier spécifié est introuvable\.$/m);
      lab.machine({ language: "en-US" });
      desktop.set({ texts: "29" });
    });
    assert.equal(await docker(lab, "ps", "--quiet"), "");
  });

  for (const [id, text] of [
    ["engine-paused", /^Error response from daemon: Docker Desktop is manually paused\./],
    [
      "engine-starting",
      /^request returned 500 Internal Server Error for API route and version http:\/\/\/\/\.\/pipe\//,
    ],
    ["engine-unable-to-start", /^Error response from daemon: Docker Desktop is unable to start$/],
  ] as const) {
    it(`${id} is told by the backend`, async () => {
      await withScenario(lab, id, async () => assert.match(await docker(lab, "ps"), text));
    });
  }

  it("has every scenario of the folder in the registry", async () => {
    const files = await readdir(new URL("../containers/scenarios", import.meta.url));
    assert.equal(new Set(containerScenarios.map(({ id }) => id)).size, files.length);
  });
});
