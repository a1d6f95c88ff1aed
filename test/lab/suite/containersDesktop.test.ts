import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { installGateway } from "../../support/realGatewayInstall.ts";
import { dockerDesktopOf } from "../containers/containerStage.ts";
import { desktopPlace, engineInstance } from "../containers/dockerDesktopPlace.ts";
import { ensureEngineLayer } from "../containers/engineLayer.ts";
import { openclawImages } from "../containers/openclawImages.ts";
import { ensureRootfs } from "../images/rootfs.ts";
import { integrate } from "../containers/wslIntegration.ts";
import { startLab, type Lab } from "../lab.ts";
import { docker } from "./containersSupport.ts";
import { sh } from "./suiteSupport.ts";

describe("Docker Desktop of a lab", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async function () {
    this.timeout(600_000); // layers may have to be built
    // Files of the gateway are links to the install, which others need as well.
    const shared = [await ensureRootfs(), dirname(dirname(dirname((await installGateway()).server)))];
    const layers = [await ensureEngineLayer(), ...(await openclawImages()).flatMap((image) => image.layers)];
    lab = await startLab();
    const began = performance.now();
    await dockerDesktopOf(lab);
    const seconds = ((performance.now() - began) / 1000).toFixed(1);
    const once = (await megabytes([...shared, ...layers])) - (await megabytes(shared));
    const each = await megabytes([join(lab.home, "instances"), desktopPlace(lab.home).dir]);
    console.log(`    the engine was up in ${seconds} s; it takes ${each} MB in each lab and ${once} MB once`);
    await lab.install("Ubuntu");
  });
  after(() => lab?.stop());

  it("has its engine in an instance, and names its pipe", async () => {
    const { instances } = await lab.ask("list", {});
    assert.equal(instances.find(({ name }) => name === engineInstance)?.state, "Running");
    const contexts = await docker(lab, "context", "ls", "--format", "json");
    assert.match(contexts, /"Name":"desktop-linux",.*"npipe:\/\/\/\/\.\/pipe\/dockerDesktopLinuxEngine"/);
    const info = await docker(lab, "info", "--format", "{{.ServerVersion}} {{.Name}} {{.OperatingSystem}}");
    assert.match(info, /^26\.\S+ docker-desktop Docker Desktop$/);
  });

  it("tells an instance without integration what to do", async () => {
    const { status, stdout } = await lab.inside({ name: "Ubuntu", argv: ["/bin/sh", "-c", "docker ps"] });
    assert.equal(status, 1 << 8);
    assert.match(stdout.toString(), /^\nThe command 'docker' could not be found in this WSL 2 distro\.\n/);
  });

  it("serves an instance with integration, also when that started anew", async () => {
    await integrate(lab, "Ubuntu");
    await lab.ask("terminate", { name: "Ubuntu" });
    const run = "docker run --rm --volume /mnt/c:/c ghcr.io/openclaw/openclaw:stand-in ls /c";
    assert.match(await sh(lab, "Ubuntu", run), /^Users$/m);
    assert.match(await sh(lab, "Ubuntu", "docker compose version"), /Docker Compose version/);
    await integrate(lab, "Ubuntu", false);
    assert.match(await sh(lab, "Ubuntu", "docker ps"), /could not be found in this WSL 2 distro/);
  });

  it("takes Windows' paths for mounts and projects", async () => {
    const mount = ["run", "--rm", "--volume", "C:\\Users:/users:ro", "ghcr.io/openclaw/openclaw:stand-in"];
    assert.equal(await docker(lab, ...mount, "ls", "/users"), "dev");
  });

  it("passes what is typed on to a command in a container", async () => {
    const argv = ["docker.exe", "run", "--rm", "--interactive", "ghcr.io/openclaw/openclaw:stand-in", "cat"];
    const input = "é".repeat(100_000);
    const { code, stdout, stderr } = await lab.windows(argv as [string, ...string[]], { input });
    assert.equal(code, 0, stderr.toString());
    assert.equal(stdout.toString(), input);
  });
});

async function megabytes(folders: readonly string[]): Promise<number> {
  const { stdout } = await promisify(execFile)("du", ["-smxc", ...folders]);
  return parseInt(stdout.trim().split("\n").at(-1) ?? "", 10);
}
