import assert from "node:assert/strict";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProbeReport } from "../../../src/core/contract/probeReport.ts";
import type { TopologyReport } from "../../../src/core/contract/topologyReport.ts";
import { goldensOf, machinesDir } from "../../support/machines.ts";
import { portTakenHost } from "../faults/portTakenHost.ts";
import { stopForeignServer } from "../faults/windowsPrograms.ts";
import type { Lab } from "../lab.ts";
import { takeRecording } from "../recordings/takeRecording.ts";
import {
  curlInside,
  curlOnWindows,
  gatewayPort,
  gatewayUp,
  instance,
  lensInside,
  lensOnWindows,
  rebootWith,
  startProductLab,
} from "./productSupport.ts";
import { eventually, stateOf } from "./suiteSupport.ts";

const id = `wsl:${instance}`;
/** A golden without what is another one each time. */
const steady = (text: string): string =>
  text
    .replaceAll(/(?:< )?\d+ (?:ms|s|min|lines)\b/g, "‹n›")
    .replaceAll(/\bpid \d+/g, "pid ‹n›")
    .replaceAll(/\b[0-9a-f]{8}\b/g, "‹fingerprint›");

const url = `ws://127.0.0.1:${gatewayPort}`;

describe("the product on a Windows with WSL", () => {
  let lab: Lab;
  before(async function () {
    this.timeout(600_000); // it may have to build the root and install the gateway
    lab = await startProductLab();
  });
  after(() => lab.stop());

  const topology = async (): Promise<TopologyReport> =>
    (await lensOnWindows(lab, "topology")).json as TopologyReport;
  const probe = async (...args: readonly string[]) => {
    const { exitCode, json } = await lensOnWindows(lab, "probe", "--quick", ...args);
    return { exitCode, report: json as ProbeReport };
  };
  const rungOf = ({ rungs }: ProbeReport, rung: string): ProbeReport["rungs"][number] => {
    const found = rungs.find((each) => each.id === rung);
    assert.ok(found, rung);
    return found;
  };
  const whenRelayed = () =>
    eventually(
      () => curlOnWindows(lab),
      (answer) => answer.startsWith("200"),
    );

  describe("in NAT mode", () => {
    let seen: TopologyReport;
    before(async () => {
      await gatewayUp(lab);
      await whenRelayed();
      seen = await topology();
    });

    it("shows the instances with their states, and starts none", async () => {
      const { namespaces, vantage } = seen;
      assert.equal(vantage, "windows");
      assert.deepEqual(
        namespaces.map((each) => [each.id, each.state, each.network]),
        [
          ["windows", "running", "windows"],
          [id, "running", "wsl"],
          ["wsl:Ubuntu", "stopped", "wsl"],
        ],
      );
      assert.equal(await stateOf(lab, "Ubuntu"), "Stopped");
    });

    it("shows the gateway once, in its instance, with the relay that leads there", () => {
      const { namespaces, networks, edges, gateways } = seen;
      assert.deepEqual(
        gateways.map((each) => [each.id, each.state, each.ownerVerified]),
        [[`${id}:${gatewayPort}`, "started", true]],
      );
      assert.deepEqual(
        gateways[0]?.answersAt.filter((address) => address.url === url).map(({ namespace }) => namespace),
        [id, "windows"],
      );
      const relay = namespaces[0]?.listeners.find(({ address }) => address === "127.0.0.1");
      assert.deepEqual([relay?.owner?.process, relay?.exposure], ["wslrelay.exe", "relay"]);
      const edge = edges.find(({ from }) => from.address === "127.0.0.1");
      assert.deepEqual([edge?.kind, edge?.to.namespace, edge?.to.port], ["localhost-relay", id, gatewayPort]);
      assert.equal(networks.find((network) => network.id === "wsl")?.wslMode, "nat");
    });

    it("climbs to the gateway through the relay, and finds nothing wrong", async () => {
      const { exitCode, report } = await probe();
      assert.equal(report.target, `${id}:${gatewayPort}`);
      assert.deepEqual(report.findings, []);
      // What clients on Windows would send is not read, so whether they can log in is not judged.
      assert.equal(exitCode, 3);
      for (const rung of ["instance", "supervisor", "listeners", "tcp", "http-live", "ws-handshake"]) {
        assert.equal(rungOf(report, rung).state, "ok", JSON.stringify(rungOf(report, rung)));
      }
    });

    it("looks at the same world from inside the instance", async () => {
      const { json } = await lensInside(lab, "topology");
      const { vantage, gateways, namespaces, edges } = json as TopologyReport;
      assert.equal(vantage, id);
      assert.deepEqual(
        gateways.map((each) => each.id),
        [`${id}:${gatewayPort}`],
      );
      assert.ok(namespaces.some((each) => each.id === "windows"));
      assert.ok(edges.some(({ kind, to }) => kind === "localhost-relay" && to.namespace === id));
      assert.equal(await stateOf(lab, "Ubuntu"), "Stopped");
    });

    it("answers as in the recording of it that unit tests replay", async () => {
      const dir = await mkdtemp(join(tmpdir(), "lens-drift-"));
      try {
        await takeRecording(lab, "windows", dir);
        for (const [name, text] of Object.entries(await goldensOf(dir))) {
          const kept = await readFile(join(machinesDir, "windows-nat-healthy/expected", name), "utf8");
          assert.equal(steady(text), steady(kept), name);
        }
      } finally {
        await rm(dir, { recursive: true });
      }
    });
  });

  describe("with the port taken on Windows", () => {
    it("names the program that has it", async () => {
      await portTakenHost.apply({ home: lab.home, instance });
      try {
        await gatewayUp(lab);
        const { report } = await probe();
        assert.equal(report.headline, "port-held-on-windows", JSON.stringify(report.findings));
      } finally {
        // Not cleared, which starts the gateway: the next to come start the whole instance anew.
        stopForeignServer(lab.home, portTakenHost.id);
      }
    });
  });

  describe("without localhost forwarding", () => {
    before(async () => {
      await rebootWith(lab, "[wsl2]\nlocalhostForwarding=false\n");
      await gatewayUp(lab);
    });

    it("says why curl fails on Windows, works inside, and which line does it", async () => {
      assert.equal(await curlInside(lab), "200 0");
      assert.equal(await curlOnWindows(lab), "000 7");
      const { exitCode, report } = await probe("--target", url);
      assert.equal(exitCode, 1);
      assert.equal(report.headline, "windows-localhost-relay-down");
      const [finding] = report.findings;
      assert.deepEqual(finding?.location, {
        namespace: "windows",
        file: "C:\\Users\\dev\\.wslconfig",
        line: 2,
      });
      const tcp = rungOf(report, "tcp");
      assert.equal(tcp.state, "fail");
      assert.match(tcp.notes.join(" "), /in OpenClawGateway, on another network than that of Windows/);
    });
  });

  describe("in mirrored mode", () => {
    before(async () => {
      await rebootWith(lab, "[wsl2]\nnetworkingMode=mirrored\n");
      await gatewayUp(lab);
      await whenRelayed();
    });

    it("shows one network and the loopback that leads across", async () => {
      const { networks, namespaces, edges, gateways } = await topology();
      assert.equal(networks.find((network) => network.id === "windows")?.wslMode, "mirrored");
      assert.equal(namespaces.find((each) => each.id === id)?.network, "windows");
      assert.ok(edges.some(({ kind, to }) => kind === "mirrored-loopback" && to.namespace === id));
      assert.equal(gateways.length, 1);
      assert.ok(gateways[0]?.answersAt.some(({ namespace }) => namespace === "windows"));
    });

    it("climbs to the gateway, and finds nothing wrong", async () => {
      const { report } = await probe();
      assert.deepEqual(report.findings, []);
      assert.equal(rungOf(report, "listeners").state, "ok", JSON.stringify(rungOf(report, "listeners")));
      assert.equal(rungOf(report, "ws-handshake").state, "ok");
    });
  });

  describe("with the instance stopped", () => {
    it("says so, and leaves it stopped", async () => {
      await lab.ask("terminate", { name: instance });
      const { namespaces, gateways } = await topology();
      assert.equal(namespaces.find((each) => each.id === id)?.state, "stopped");
      assert.deepEqual(gateways, []);
      await probe();
      assert.equal(await stateOf(lab, instance), "Stopped");
    });
  });
});
