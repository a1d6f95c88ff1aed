import assert from "node:assert/strict";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { gatewayBinds, writeGatewayLayer } from "../images/gatewayImage.ts";
import { bootInstance } from "../kernel/bootInstance.ts";
import { sh, startScene, type KernelScene } from "./kernelSupport.ts";

describe("lab image of a gateway", () => {
  let scene: KernelScene;
  before(async function () {
    this.timeout(600_000); // it may have to build the root and install the gateway
    scene = await startScene();
  });
  after(() => scene.close());

  it("boots straight to a gateway that answers in the network of the VM", async () => {
    const binds = await gatewayBinds();
    const layer = join(scene.place.home, "layer");
    await writeGatewayLayer(layer, scene.rootfs, { port: 18_789, token: "lab-token-0123456789abcdef" });
    const instance = await bootInstance(scene.options("gateway", { lower: [layer, scene.rootfs], binds }));
    let answer = "";
    for (let tries = 0; tries < 600 && !answer.includes("200"); tries += 1) {
      await sleep(100);
      const get = "curl -s -m 5 -w '\\n%{http_code}' http://127.0.0.1:18789/healthz";
      answer = (await sh(instance, get)).stdout;
    }
    assert.match(answer, /"ok":\s*true[^]*\n200$/);
    const ports = await scene.network.listening();
    assert.ok(ports.some(({ family, port }) => family === "ipv4" && port === 18_789));
    const asUser = `su - openclaw -c 'XDG_RUNTIME_DIR=/run/user/1000 openclaw gateway status --json'`;
    const { stdout, stderr } = await sh(instance, asUser);
    const status = JSON.parse(stdout) as {
      service: { loaded: boolean; runtime: { status: string } };
      rpc: { ok: boolean };
    };
    assert.equal(status.service.runtime.status, "running", stderr);
    assert.equal(status.rpc.ok, true, stdout);
  });
});
