import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir, userInfo } from "node:os";
import path from "node:path";
import { systemClock } from "../../../src/platform/clock.ts";
import { liveMachine } from "../../../src/platform/liveMachine.ts";
import { FakeLog } from "../../support/fakeLog.ts";

describe("liveMachine", () => {
  it("tells the facts of this machine, and follows HOME but knows the account's own", async () => {
    const home = await mkdtemp(path.join(tmpdir(), "lens-home-"));
    const saved = process.env["HOME"];
    process.env["HOME"] = home;
    const { facts, secrets } = liveMachine({ log: new FakeLog(), version: "1.2.3", profile: "work" });
    secrets.redact("nothing to hide");
    const hadState = existsSync(path.join(home, ".local"));
    secrets.keep("fake-secret-value");
    const hasKey = existsSync(path.join(home, ".local/state/gateway-lens/fingerprint.key"));
    process.env["HOME"] = saved;
    await rm(home, { recursive: true });
    assert.equal(facts.homeDir, home);
    assert.equal(facts.accountHomeDir, userInfo().homedir);
    assert.equal(facts.profile, "work");
    assert.equal(facts.platform, process.platform);
    assert.ok(facts.cores >= 1 && facts.path.length > 0 && !facts.path.includes(""));
    assert.deepEqual([hadState, hasKey], [false, true]);
  });

  it("loads neither execa nor ws before they are needed", () => {
    const module = new URL("../../../src/platform/liveMachine.ts", import.meta.url).href;
    const code = `import { registerHooks } from "node:module";
      const seen = [];
      registerHooks({ resolve: (name, context, next) => { seen.push(name); return next(name, context); } });
      const { liveMachine } = await import(${JSON.stringify(module)});
      const machine = liveMachine({ log: console, version: "0" });
      const before = seen.filter((name) => name === "execa" || name === "ws");
      const never = new AbortController().signal;
      await machine.commands.run({ program: process.execPath, args: ["-v"], timeoutMs: 5000 }, never);
      await machine.gateways.dial("ws://127.0.0.1:1", 1000, never);
      console.log(JSON.stringify([before, seen.filter((name) => name === "execa" || name === "ws")]));`;
    const printed = execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" });
    assert.deepEqual(JSON.parse(printed), [[], ["execa", "ws"]]);
  });
});

describe("systemClock", () => {
  it("sleeps, and stops sleeping with the signal's own reason", async () => {
    const started = systemClock.elapsed();
    await systemClock.sleep(20, new AbortController().signal);
    assert.ok(systemClock.elapsed() - started >= 19);
    assert.ok(Math.abs(systemClock.now() - Date.now()) < 1_000);
    const controller = new AbortController();
    const sleeping = systemClock.sleep(5_000, controller.signal);
    controller.abort(new Error("enough"));
    await assert.rejects(sleeping, /enough/);
  });
});
