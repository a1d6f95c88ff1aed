/**
 * openclaw #53877: under mirrored networking a gateway says `another gateway instance is already listening`, and nobody
 * in the instance is. 2026.3.22 writes that line for one reason alone: bind() fails with EADDRINUSE, five times in two
 * seconds. It asks itself nothing over HTTP before that, so an answer on Windows' side that leaves the port free changes
 * nothing, and mirrored networking by itself does not show the fault here. It takes a program of Windows that has the
 * port: WSL refuses the bind() then. The kernel of the lab does the same, but shows that program's listener in the
 * instance, without an owner; WSL shows none.
 */
import assert from "node:assert/strict";
import { instance, port, startFaultScene, token, type FaultScene } from "./faultsSupport.ts";
import { eventually } from "./suiteSupport.ts";

describe("lab: openclaw 2026.3.22 under mirrored networking", () => {
  let scene: FaultScene;
  before(async function () {
    this.timeout(600_000); // it may have to build the root and install the gateway
    scene = await startFaultScene({ networkingMode: "mirrored" });
    const config = { models: undefined };
    await scene.lab.install(instance, { gateway: { port, token, version: "2026.3.22", config } });
  });
  after(() => scene.lab.stop());

  const log = () => scene.owner("journalctl --user -q --no-pager -o cat -u openclaw-gateway");

  it("listens while the port is free", async () => {
    await scene.untilAnswering();
    assert.doesNotMatch(await log(), /another gateway instance/);
  });

  it("finds another gateway where a Windows program answers plain HTTP, again and again", async () => {
    await scene.during("port-taken-host", async () => {
      const said = await eventually(
        log,
        (text) => text.split("another gateway instance is already listening").length > 2,
        110_000,
      );
      assert.match(said, new RegExp(`listening on ws://127\\.0\\.0\\.1:${port}`));
      assert.doesNotMatch(await scene.root(`ss -Hltnp sport = :${port}`), /users:/);
      const { text } = await scene.windows("netstat.exe", "-ano", "-p", "tcp");
      assert.match(text, new RegExp(`127\\.0\\.0\\.1:${port} +0\\.0\\.0\\.0:0 +LISTENING`));
    });
    await scene.untilAnswering();
  }).timeout(240_000);
});
