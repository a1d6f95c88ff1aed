import assert from "node:assert/strict";
import { behindSeconds } from "../faults/clockBehind.ts";
import { instance, machines, port, startFaultScene, token, type FaultScene } from "./faultsSupport.ts";
import { eventually, stateOf } from "./suiteSupport.ts";

for (const machine of machines) {
  const isNat = machine.networkingMode === "nat";
  const isFull = machines.length > 1;

  describe(`lab: faults around a gateway, ${Object.values(machine).join(" ")}`, () => {
    let scene: FaultScene;
    before(async function () {
      this.timeout(600_000); // it may have to build the root and install the gateway
      scene = await startFaultScene(machine);
      await scene.lab.install(instance, { gateway: { port, token } });
      await scene.untilAnswering();
    });
    after(() => scene.lab.stop());

    describe("the gateway runs on", () => {
      afterEach(async () => {
        assert.equal(await scene.curlInside(), "200 0");
        assert.equal(await scene.curlOnWindows(), "200 0");
      });

      it("user-bus-missing: systemctl cannot ask, the gateway answers", () =>
        scene.during("user-bus-missing", async () => {
          const said = await scene.owner("systemctl --user is-active openclaw-gateway");
          assert.match(said, /^Failed to connect to user scope bus .*: No such file or directory \(1\)/);
          assert.equal(await scene.curlInside(), "200 0");
        }));

      it("unit-masked: nothing starts it again", () =>
        scene.during("unit-masked", async () => {
          assert.deepEqual(await scene.unit("LoadState", "ActiveState"), {
            LoadState: "masked",
            ActiveState: "active",
          });
          const said = await scene.owner("systemctl --user restart openclaw-gateway");
          assert.match(said, /Unit openclaw-gateway.service is masked/);
        }));

      it("crlf-unit: systemd reads it as before", () =>
        scene.during("crlf-unit", async () => {
          assert.match(await scene.owner("cat ~/.config/systemd/user/openclaw-gateway.service"), /\r\n/);
          const { LoadState, ExecStart = "" } = await scene.unit("LoadState", "ExecStart");
          assert.equal(LoadState, "loaded");
          assert.match(ExecStart, /gateway --port 18789 ;/);
        }));

      it("crlf-env: a shell gets the token with a CR", () =>
        scene.during("crlf-env", async () => {
          const shell = '. ~/.openclaw/.env; printf %s "$OPENCLAW_GATEWAY_TOKEN" | tail -c 2 | od -An -c';
          assert.match(await scene.owner(shell), /f\s+\\r/);
        }));

      it("split-brain: a system unit wants the same port and fails", () =>
        scene.during("split-brain", async () => {
          const show = (scope: string) =>
            scene.owner(`systemctl ${scope} show openclaw-gateway -p FragmentPath`);
          assert.match(await show("--system"), /=\/etc\/systemd\/system\/openclaw-gateway\.service$/);
          assert.match(await show("--user"), /=\/home\/openclaw\/\.config\/systemd\/user\//);
          await eventually(
            () => scene.root("systemctl show openclaw-gateway -p Result"),
            (shown) => shown === "Result=exit-code",
            60_000,
          );
          const log = await scene.root("journalctl --no-pager -u openclaw-gateway");
          assert.match(log, /another OpenClaw process owns gateway-lifecycle/);
        }));

      it("journal-volatile: the gateway's account may read nothing", () =>
        scene.during("journal-volatile", async () => {
          const said = await scene.owner("journalctl --user -u openclaw-gateway -n 1");
          assert.match(said, /No journal files were opened due to insufficient permissions/);
          assert.match(await scene.root("journalctl --header | grep ^File.path"), /^File path: \/run\/log/);
        }));

      it("instance-disk-full: nothing can be written to the state folder", () =>
        scene.during("instance-disk-full", async () => {
          assert.match(await scene.owner("df --output=pcent ~/.openclaw"), /100%/);
          const said = await scene.owner("head -c 9999 /dev/zero >~/.openclaw/more");
          assert.match(said, /No space left on device/);
        }));

      it("gateway-frozen: it takes the connection and answers nothing, and systemd calls it active", () =>
        scene.during("gateway-frozen", async () => {
          assert.equal(await scene.curlInside("-m 1"), "000 28");
          assert.equal(await scene.curlOnWindows("-m 1"), "000 28");
          assert.equal((await scene.unit("ActiveState"))["ActiveState"], "active");
        }));

      it("portproxy-stale: the phone gets no answer", () =>
        scene.during("portproxy-stale", async () => {
          const { text } = await scene.windows("netsh.exe", "interface", "portproxy", "show", "all");
          assert.match(text, /^192\.168\.77\.10 +18789 +172\.29\.15\.240 +18789$/m);
          const url = `http://192.168.77.10:${port}/healthz`;
          const { code } = await scene.lab.lanPeer(["curl", "-s", "-m", "1", url]);
          assert.ok(code === 28 || code === 52 || code === 56, String(code));
        }));

      it("proxy-only-on-windows: the instance knows of none", () =>
        scene.during("proxy-only-on-windows", async () => {
          const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings";
          const { text } = await scene.windows("reg.exe", "query", key, "/v", "ProxyServer");
          assert.match(text, /127\.0\.0\.1:7890/);
          assert.doesNotMatch((await scene.wsl("-d", instance, "--exec", "env")).text, /proxy/i);
          const proxy = "-x http://127.0.0.1:7890 http://openclaw.ai -o /dev/null";
          assert.match(await scene.curlOnWindows(proxy), /^200/);
          assert.match(await scene.curlInside(proxy), isNat ? /^000/ : /^200/);
        }));
    });

    describe("the gateway is started anew", () => {
      if (isFull) afterEach(() => scene.untilAnswering());

      it("exec-start-deleted-node: 203/EXEC", () =>
        scene.during("exec-start-deleted-node", async () => {
          await scene.untilUnit({ Result: "exit-code", ExecMainStatus: "203" });
          assert.equal(await scene.curlInside(), "000 7");
          const log = await scene.owner("journalctl --user -u openclaw-gateway -n 9 --no-pager");
          assert.match(log, /Failed at step EXEC spawning .*node-v22\.11\.0\/bin\/node: No such file/);
        }));

      it("crash-loop: ten starts, then systemd gives up", () =>
        scene.during("crash-loop", async () => {
          await scene.untilUnit({ ActiveState: "failed", ExecMainStatus: "9" });
          const log = await scene.owner("journalctl --user -u openclaw-gateway -n 9 --no-pager");
          assert.match(log, /Start request repeated too quickly/);
          assert.match(
            await scene.owner("systemctl --user start openclaw-gateway"),
            /Job .* failed|too often/i,
          );
          const { NRestarts } = await scene.unit("NRestarts");
          assert.ok(Number(NRestarts) >= 9, NRestarts);
        }));

      it("environment-file-lost: it cannot be started", () =>
        scene.during("environment-file-lost", async () => {
          await scene.untilUnit({ Result: "resources" });
          const log = await scene.owner("journalctl --user -u openclaw-gateway -n 9 --no-pager");
          assert.match(log, /Failed to load environment files: No such file or directory/);
        }));

      it("crlf-script: no such interpreter", () =>
        scene.during("crlf-script", async () => {
          await scene.untilUnit({ Result: "exit-code", ExecMainStatus: "203" });
          const said = await scene.owner("~/start-gateway.sh");
          assert.match(said, /not found|No such file|bad interpreter/);
        }));

      it("version-manager-node: it runs Node of nvm's", () =>
        scene.during("version-manager-node", async () => {
          await scene.untilActive();
          const { MainPID = "" } = await scene.unit("MainPID");
          await eventually(
            () => scene.root(`readlink /proc/${MainPID}/exe`),
            (path) => path === `/home/openclaw/.nvm/versions/node/${process.version}/bin/node`,
          );
        }));

      it("port-taken-guest: the unit is active, and another program answers", () =>
        scene.during("port-taken-guest", async () => {
          await scene.untilActive();
          assert.equal(await scene.root(`curl -s -m 3 http://127.0.0.1:${port}/healthz`), "foreign");
          assert.match(await scene.root(`ss -Hltnp sport = :${port}`), /"perl"/);
        }));

      it("slow-start: the unit is active before anything listens", () =>
        scene.during("slow-start", async () => {
          await scene.untilActive();
          assert.equal(await scene.curlInside(), "000 7");
          assert.equal(await scene.root(`ss -Hltn sport = :${port}`), "");
        }));

      it(`clock-behind: date is ${behindSeconds} s behind`, () =>
        scene.during("clock-behind", async () => {
          for (const clock of [
            "date +%s",
            "/opt/openclaw/tools/node/bin/node -p 'Math.floor(Date.now() / 1000)'",
          ]) {
            const behind = Date.now() / 1000 - Number(await scene.root(clock));
            assert.ok(Math.abs(behind - behindSeconds) < 5, `${clock}: ${behind}`);
          }
          if (!isFull) return;
          await scene.untilAnswering();
          const log = await scene.owner("journalctl --user -u openclaw-gateway -n 1 -o cat");
          const behind = Date.now() - Date.parse(log.slice(0, log.indexOf(" ")));
          assert.ok(behind > 120_000, log);
        }));

      it("drop-in-old-token: the token of .env is refused", () =>
        scene.during("drop-in-old-token", async () => {
          await scene.untilAnswering();
          assert.equal(await scene.statusWith(token), "401");
          assert.match(await scene.owner("cat ~/.openclaw/.env"), new RegExp(token));
        }));

      it("port-taken-host: another program answers on Windows", () =>
        scene.during("port-taken-host", async () => {
          const get = ["curl", "-s", "-m", "3", `http://127.0.0.1:${port}/healthz`] as const;
          assert.equal((await scene.lab.windows(get)).stdout.toString(), "foreign\n");
          if (!isNat) return;
          await eventually(
            () => scene.curlInside(),
            (answer) => answer === "200 0",
            90_000,
          );
          const { failedRelays } = await eventually(
            () => scene.lab.ask("info", {}),
            (info) => info.failedRelays.length > 0,
          );
          assert.deepEqual(failedRelays, [{ family: "ipv4", port, why: "EADDRINUSE" }]);
          assert.equal((await scene.lab.windows(get)).stdout.toString(), "foreign\n");
        }));
    });

    describe("the instance is started anew", () => {
      it("terminated-under-us, linger-off: nothing listens until its user logs in", async () => {
        await scene.untilAnswering();
        const before = await scene.unit("FragmentPath", "UnitFileState");
        await scene.apply("linger-off");
        await scene.apply("terminated-under-us");
        assert.equal(await stateOf(scene.lab, instance), "Stopped");
        assert.match((await scene.wsl("-l", "-v")).text, /OpenClawGateway +Stopped +2/);
        await eventually(
          () => scene.curlOnWindows(),
          (answer) => answer === "000 7",
        );
        await scene.clear("terminated-under-us");
        assert.equal(await stateOf(scene.lab, instance), "Running");
        assert.match(await scene.root("systemctl is-active user@1000"), /^inactive/);
        assert.match(await scene.root("loginctl list-users"), /^(?![^]*openclaw)/);
        await scene.clear("linger-off");
        await scene.untilAnswering();
        assert.deepEqual(await scene.unit("FragmentPath", "UnitFileState"), before);
      });
    });
  });
}
