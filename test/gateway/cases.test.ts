/** What can be wrong with a real gateway on this machine, and what the built command line says about it first. */
import assert from "node:assert/strict";
import { startForeignServer } from "../support/foreignServers.ts";
import { startGateway, withGateway, type RealGateway } from "../support/realGateway.ts";
import { connectAsNewDevice } from "../support/realGatewayDevice.ts";
import { makeGatewayHome, type GatewayHome, type HomeOptions } from "../support/realGatewayHome.ts";
import { startSlowGateway } from "../support/realGatewaySlow.ts";
import { expectProbe, lineOf, tokensOf } from "./expectProbe.ts";

const tokenA = "first-test-token-0123456789abcdef";
const tokenB = "other-test-token-0123456789abcdef";

async function withHome(options: HomeOptions, use: (home: GatewayHome) => Promise<void>): Promise<void> {
  const home = await makeGatewayHome(options);
  try {
    await use(home);
  } finally {
    await home.remove();
  }
}

describe("probe of a real gateway", () => {
  describe("that is healthy", () => {
    let gateway: RealGateway;
    before(async () => (gateway = await startGateway()));
    after(async () => {
      await gateway.stop();
      await gateway.home.remove();
    });

    it("finds nothing, and every rung that it climbed is ok", async () => {
      const probe = await expectProbe(gateway.home, { first: null });
      assert.deepEqual(probe.findings, []);
      const states = new Map(probe.rungs.map(({ id, state }) => [id, state]));
      for (const id of ["tcp", "http-live", "http-ready", "ws-handshake", "auth", "rpc-health", "doctor"]) {
        assert.equal(states.get(id), "ok", id);
      }
    });

    it("finds nothing from a client whose right config token shadows a wrong env token", async () => {
      const env = { OPENCLAW_GATEWAY_TOKEN: tokenB };
      await expectProbe(gateway.home, { first: null, env });
      const sources = await tokensOf(gateway.home, env);
      const winner = sources.find((source) => source.effective);
      assert.equal(winner?.location.file, gateway.configPath);
      assert.equal(winner?.location.line, lineOf(gateway.configPath, gateway.home.token));
      const loser = sources.find(({ state, fingerprint }) => state === "shadowed" && fingerprint !== null);
      assert.ok(loser, JSON.stringify(sources, null, 1));
      assert.notEqual(loser.fingerprint, winner?.fingerprint);
    });

    it("says that it does not answer while it is frozen, and is well again after", async () => {
      gateway.freeze();
      try {
        await expectProbe(gateway.home, { first: "gateway-unresponsive" });
      } finally {
        gateway.thaw();
      }
      await gateway.waitUntil("started");
      await expectProbe(gateway.home, { first: null, args: ["--quick"] });
    });

    it("points at the syntax error of a config that was broken while it runs", async () => {
      await gateway.home.writeConfig(`{\n  "gateway": {\n    "mode": "local",,\n  }\n}\n`);
      const at = { file: gateway.configPath, line: ",," };
      await expectProbe(gateway.home, { first: "config-invalid", at });
      await gateway.home.writeConfig({});
    });
  });

  it("says that server and client have different tokens when both come from the environment", () =>
    withGateway(
      { config: { gateway: { auth: { token: undefined } } }, serverEnv: { OPENCLAW_GATEWAY_TOKEN: tokenA } },
      async ({ home }) => {
        await expectProbe(home, { first: "gateway-token-mismatch", env: { OPENCLAW_GATEWAY_TOKEN: tokenB } });
      },
    ));

  it("points at the token that was changed in the config and not reloaded", () =>
    withGateway({ config: { gateway: { reload: { mode: "off" } } } }, async ({ home, configPath }) => {
      await home.writeConfig({ gateway: { reload: { mode: "off" }, auth: { token: tokenB } } });
      await expectProbe(home, { first: "gateway-token-mismatch", at: { file: configPath, line: tokenB } });
    }));

  it("reports the device that waits for approval, and leaves it waiting", () =>
    withGateway(
      { config: { gateway: { nodes: { pairing: { autoApproveLocal: false } } } } },
      async ({ home, port }) => {
        assert.equal(await connectAsNewDevice(port, home.token), "PAIRING_REQUIRED");
        await expectProbe(home, { first: "pairing-required" });
      },
    ));

  it("says that it is starting while a plugin's service holds it, and nothing once it has started", async () => {
    const gateway = await startSlowGateway();
    try {
      await expectProbe(gateway.home, { first: "gateway-starting" });
      assert.equal(await gateway.state(), "starting", "it was starting all along");
      await gateway.release();
      await expectProbe(gateway.home, { first: null, args: ["--quick"] });
    } finally {
      await gateway.stop();
      await gateway.home.remove();
    }
  });

  it("says that another gateway has the port, when it serves another state directory", () =>
    withGateway({}, ({ port }) =>
      withHome({ port }, async (home) => {
        await expectProbe(home, { first: "second-gateway-running" });
      }),
    ));
});

describe("probe with no gateway running", () => {
  it("says that nothing answers, when the config is good", () =>
    withHome({}, async (home) => {
      await expectProbe(home, { first: "gateway-unreachable" });
    }));

  it("points at the syntax error that keeps it down", () =>
    withHome({ config: `{\n  "gateway": {\n    "mode" "local"\n  }\n}\n` }, async (home) => {
      const at = { file: home.configPath, line: `"mode"` };
      await expectProbe(home, { first: "config-invalid", at });
    }));

  it("says that the config has no mode", () =>
    withHome({ config: { gateway: { mode: undefined } } }, async (home) => {
      await expectProbe(home, { first: "gateway-mode-missing" });
    }));

  for (const kind of ["http", "spa", "silent"] as const) {
    it(`says that a foreign program has the port: ${kind}`, () =>
      withHome({}, async (home) => {
        const foreign = await startForeignServer(kind, home.port);
        try {
          await expectProbe(home, { first: "port-in-use" });
          assert.ok(foreign.isRunning());
          assert.ok(!foreign.received().includes(home.token), "it is told no token");
        } finally {
          await foreign.stop();
        }
      }));
  }
});
