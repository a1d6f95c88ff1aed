/**
 * Two real gateways for one port: what looks like a mistake of mirrored networking and is none (openclaw #53877 tells of
 * that; see faultsMirrored.test.ts). Instances share one network, so the second finds the first in its own loopback.
 */
import assert from "node:assert/strict";
import { instance, machines, port, startFaultScene, token, type FaultScene } from "./faultsSupport.ts";
import { eventually, holdAwake, sh } from "./suiteSupport.ts";

for (const machine of machines) {
  describe(`lab: a second gateway, ${Object.values(machine).join(" ")}`, () => {
    const second = "SecondGateway";
    let scene: FaultScene;
    before(async function () {
      this.timeout(600_000); // it may have to build the root and install the gateway
      scene = await startFaultScene(machine);
      await scene.lab.install(instance, { gateway: { port, token } });
      await scene.untilAnswering();
    });
    after(() => scene.lab.stop());

    it("says that another one is listening, and the first goes on", async () => {
      await scene.lab.install(second, { gateway: { port, token: "another-token-0123456789abcdef" } });
      const awake = await holdAwake(scene.lab, second);
      const log = await eventually(
        () => sh(scene.lab, second, "journalctl -q --no-pager -o cat _UID=1000", "root"),
        (text) => text.includes("another gateway instance"),
        90_000,
      );
      assert.match(log, new RegExp(`is already listening on ws://127\\.0\\.0\\.1:${port}`));
      assert.match(log, /EADDRINUSE/);
      // The listener is there, but its process is in the other instance.
      const listeners = await sh(scene.lab, second, `ss -Hltnp sport = :${port}`, "root");
      assert.match(listeners, /^LISTEN .* 127\.0\.0\.1:18789/m);
      assert.doesNotMatch(listeners, /users:/);
      assert.match(await scene.root(`ss -Hltnp sport = :${port}`), /users:/);
      assert.equal(await scene.curlInside(), "200 0");
      assert.equal(await scene.statusWith(token), "400");
      await awake.end();
    });
  });
}
