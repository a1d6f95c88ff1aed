/**
 * The order in which a gateway and its command line take credentials, as this product tells it, against real gateways:
 * each place gets a credential of its own, and the predicted one must be the only one that logs in.
 */
import assert from "node:assert/strict";
import { isFullRun } from "../support/fullRun.ts";
import { startGateway } from "../support/realGateway.ts";
import type { ConfigChange } from "../support/realGatewayHome.ts";
import {
  acceptedOf,
  credentialOf,
  observeTokens,
  sourcesOf,
  type Observation,
  type PlaceName,
  type TokenSetup,
} from "../support/realGatewayTokens.ts";
import { newCases, oldCases } from "./precedenceCases.ts";

/** Runs each case once, when it is asked for. */
function lazily(setups: readonly TokenSetup[]): (index: number) => Promise<Observation> | undefined {
  const runs = new Map<number, Promise<Observation>>();
  return (index) => {
    const setup = setups[index];
    const run = runs.get(index) ?? (setup === undefined ? undefined : observeTokens(setup));
    if (run !== undefined) runs.set(index, run);
    return run;
  };
}

const releases = [
  { version: "2026.9.6", cases: newCases },
  { version: "2026.3.22", cases: oldCases },
] as const;

for (const { version, cases } of isFullRun ? releases : releases.slice(0, 1)) {
  describe(`openclaw ${version} takes`, function () {
    this.timeout(600_000);
    const runOf = lazily(cases.map((one) => ({ ...one, version })));
    for (const [index, { name, wins, sends }] of cases.entries()) {
      it(name, async () => {
        // The next one boots meanwhile; a third would make all of them slower on two cores.
        runOf(index + 1)?.catch(() => null);
        const seen = await runOf(index);
        assert.ok(seen !== undefined);
        assert.equal(seen.starts, wins !== "no-start");
        assert.equal(seen.predictedNext, wins === "no-start" ? "none" : wins);
        if (!seen.starts) return;
        assert.equal(seen.predicted, wins);
        assert.deepEqual(seen.accepted, wins === "none" || wins === "made-up" ? [] : [wins]);
        if (sends === undefined) return;
        assert.equal(seen.sent, sends);
        assert.equal(seen.isCommandLineIn, sends === wins, "what the command line really sent");
      });
    }
  });
}

describe("a config that changes while the gateway runs", function () {
  this.timeout(600_000);
  const places: readonly PlaceName[] = ["config", "mine"];

  async function change(reload: "off" | "hybrid"): Promise<readonly [readonly PlaceName[], string, string]> {
    const auth = (place: PlaceName): ConfigChange => ({
      gateway: { auth: { mode: "token", token: credentialOf(place) }, reload: { mode: reload } },
    });
    const gateway = await startGateway({ config: auth("config") });
    try {
      await gateway.home.writeConfig(auth("mine"));
      await new Promise((resolve) => setTimeout(resolve, 3000));
      const accepted = await acceptedOf(gateway, { places });
      const [row] = await sourcesOf(gateway.home, gateway);
      return [accepted, `now ${row?.effective}`, `next ${row?.afterRestart}`];
    } finally {
      await gateway.stop();
      await gateway.home.remove();
    }
  }

  it("counts at once", async () => {
    assert.deepEqual(await change("hybrid"), [["mine"], "now true", "next true"]);
  });

  it("counts after a restart with gateway.reload.mode off, and is not said to count now", async () => {
    assert.deepEqual(await change("off"), [["config"], "now false", "next true"]);
  });
});
