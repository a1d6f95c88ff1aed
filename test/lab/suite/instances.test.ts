import assert from "node:assert/strict";
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import type { TopologyReport } from "../../../src/core/contract/topologyReport.ts";
import { startLab, type Lab } from "../lab.ts";
import { lensCommand, lensOnWindows } from "./productSupport.ts";
import { entryOf, eventually, holdAwake, serveInside, stateOf } from "./suiteSupport.ts";

const port = 18_789;

describe("the product and the instances around it", () => {
  let lab: Lab;
  before(async function () {
    this.timeout(600_000); // it may have to build the root
    lab = await startLab({ machine: { relayPollMs: 200, instanceIdleMs: 1_500, vmIdleMs: 500 } });
    await lab.install("Ubuntu");
    await lab.install("OpenClawGateway");
  });
  after(() => lab.stop());

  const topology = async (...args: readonly string[]): Promise<TopologyReport> =>
    (await lensOnWindows(lab, "topology", ...args)).json as TopologyReport;
  const isAsleep = (name: string) =>
    eventually(
      () => stateOf(lab, name),
      (state) => state === "Stopped",
    );

  describe("that run and share a network", () => {
    it("tells each listener once, for the instance whose process it is", async () => {
      const ubuntu = await holdAwake(lab, "Ubuntu");
      const server = await serveInside(lab, "OpenClawGateway", port);
      const { namespaces, networks } = await topology();
      await Promise.all([ubuntu.end(), server.end()]);
      assert.equal(networks.filter(({ id }) => id === "wsl").length, 1);
      const there = namespaces.filter(({ kind }) => kind === "wsl");
      assert.deepEqual(
        there.map(({ id, state }) => [id, state]),
        [
          ["wsl:Ubuntu", "running"],
          ["wsl:OpenClawGateway", "running"],
        ],
      );
      const owners = there.flatMap(({ listeners }) =>
        listeners.filter((each) => each.port === port).map(({ owner }) => owner?.namespace),
      );
      assert.deepEqual([...new Set(owners)], ["wsl:OpenClawGateway"]);
      for (const { blindSpots } of there) assert.deepEqual(blindSpots, []);
    });
  });

  describe("that nobody else keeps awake", () => {
    it("are asked over one session each, and sleep when it is over", async () => {
      const holder = await holdAwake(lab, "Ubuntu");
      let most = 0;
      const watch = setInterval(() => {
        void entryOf(lab, "Ubuntu").then((entry) => {
          most = Math.max(most, entry?.clients ?? 0);
        });
      }, 20);
      await topology();
      clearInterval(watch);
      // Each of the two clients is wsl.exe and the wslhost.exe that it brings.
      assert.ok(most > 2 && most <= 4, `${most} clients`);
      await holder.end();
      await isAsleep("Ubuntu");
    });

    it("sleep also after a look that was killed", async () => {
      const holder = await holdAwake(lab, "Ubuntu");
      const stop = new AbortController();
      const look = lab.windows(lensCommand("topology"), { signal: stop.signal }).catch(() => undefined);
      const before = (await entryOf(lab, "Ubuntu"))?.clients ?? 0;
      await eventually(
        () => entryOf(lab, "Ubuntu"),
        (entry) => (entry?.clients ?? 0) > before,
      );
      stop.abort();
      await look;
      await holder.end();
      await isAsleep("Ubuntu");
    });

    it("are not started again when they are stopped under a look", async () => {
      const holder = await holdAwake(lab, "Ubuntu");
      const before = (await entryOf(lab, "Ubuntu"))?.clients ?? 0;
      const look = topology();
      await eventually(
        () => entryOf(lab, "Ubuntu"),
        (entry) => (entry?.clients ?? 0) > before,
      );
      await lab.ask("terminate", { name: "Ubuntu" });
      const { namespaces } = await look;
      await holder.end();
      assert.ok(namespaces.some(({ id }) => id === "wsl:Ubuntu"));
      assert.equal(await stateOf(lab, "Ubuntu"), "Stopped");
    });
  });

  it("can be recorded, and are then seen the same in the recording", async () => {
    const holder = await holdAwake(lab, "Ubuntu");
    const folder = mkdtempSync(join(lab.home, "c/Users/dev/rec-"));
    const dir = join(folder, "recording");
    await lensOnWindows(lab, "record", dir);
    assert.ok(existsSync(join(dir, "guests.jsonl")));
    await holder.end();
    await isAsleep("Ubuntu");
    const { namespaces, evidence } = await topology("--replay", dir);
    rmSync(folder, { recursive: true });
    const ubuntu = namespaces.find(({ id }) => id === "wsl:Ubuntu");
    assert.equal(ubuntu?.state, "running");
    assert.ok(ubuntu.facts.some(({ name, value }) => name === "init" && value === "systemd"));
    assert.ok(evidence.some(({ id }) => id.startsWith("wsl:Ubuntu/")));
    assert.equal(await stateOf(lab, "Ubuntu"), "Stopped");
  });

  describe("of a WSL that is not well", () => {
    afterEach(() => lab.machine({ wsl: "installed", language: "en-US", faults: [] }));

    const platforms = [
      ["stub", "not-installed"],
      ["outdated", "outdated"],
    ] as const;
    for (const [is, state] of platforms) {
      it(`says that WSL is ${state}`, async () => {
        lab.machine({ wsl: is });
        const { wsl, namespaces } = await topology();
        assert.equal(wsl?.state, state, JSON.stringify(wsl));
        assert.deepEqual(
          namespaces.map(({ id }) => id),
          ["windows"],
        );
      });
    }

    it("does not wait for a service that hangs, and says so", async () => {
      lab.machine({ faults: ["service-hung"] });
      const started = performance.now();
      const { wsl, namespaces } = await topology();
      assert.equal(wsl?.state, "hung");
      assert.match(wsl.version ?? "", /^2\./);
      assert.ok(performance.now() - started < 25_000);
      assert.ok(namespaces.some(({ id }) => id === "windows"));
    });

    for (const language of ["de-DE", "ja-JP"]) {
      it(`sees the instances of a Windows in ${language}`, async () => {
        lab.machine({ language });
        const { wsl, namespaces } = await topology();
        assert.equal(wsl?.state, "ready");
        assert.equal(namespaces.filter(({ kind }) => kind === "wsl").length, 2);
      });
    }
  });
});
