import assert from "node:assert/strict";
import { discover } from "../../../../src/core/discover/discover.ts";
import { known } from "../../../../src/core/model/fact.ts";
import type { Discovery, NamespaceProvider } from "../../../../src/core/discover/provider.ts";
import { fakePorts } from "../../../support/fakeMachine.ts";

const linuxPart: Discovery = {
  networks: [{ id: "linux", name: "box", listeners: known([]) }],
  namespaces: [
    {
      id: "linux",
      kind: "linux",
      name: "box",
      network: "linux",
      state: "running",
      facts: [],
      tokenSources: [],
      supervisors: [],
      installs: [],
      blindSpots: ["one"],
    },
  ],
  edges: [],
  gateways: [],
  configs: new Map(),
};
const provider = (id: string, run: NamespaceProvider["discover"], supported = true): NamespaceProvider => ({
  id,
  supports: () => supported,
  discover: run,
});
const { signal } = new AbortController();

describe("discover", () => {
  it("joins what the supported providers find, with the evidence they left", async () => {
    const { ports, book } = fakePorts();
    const { snapshot } = await discover(
      [
        provider("linux", async (seen) => {
          await seen.files.read("/etc/os-release");
          return linuxPart;
        }),
        provider("docker", () => Promise.reject(new Error("not asked")), false),
      ],
      ports,
      book,
      signal,
    );
    assert.equal(snapshot.vantage, "linux");
    assert.deepEqual(snapshot.namespaces[0]?.blindSpots, ["one"]);
    assert.deepEqual(
      snapshot.evidence.map(({ id }) => id),
      ["files:/etc/os-release"],
    );
  });

  it("turns a crash into a blind spot, keeps the rest and says no secret", async () => {
    const { ports, book, machine } = fakePorts();
    ports.secrets.keep("canary-token-0001");
    const crash = provider("docker", () => {
      throw new Error("cannot parse canary-token-0001");
    });
    const { snapshot } = await discover(
      [crash, provider("linux", async () => linuxPart)],
      ports,
      book,
      signal,
    );
    assert.equal(snapshot.namespaces.length, 1);
    assert.equal(snapshot.namespaces[0]?.blindSpots.length, 2);
    assert.match(
      snapshot.namespaces[0]?.blindSpots[1] ?? "",
      /^Discovery of docker crashed: cannot parse <secret/,
    );
    assert.equal(machine.log.lines.length, 1);
    assert.doesNotMatch(machine.log.lines.join("\n"), /canary/);
  });

  it("still has a vantage when its own provider crashed, and knows nothing of it", async () => {
    const { ports, book } = fakePorts();
    const { snapshot } = await discover(
      [provider("linux", () => Promise.reject(new Error("boom")))],
      ports,
      book,
      signal,
    );
    assert.deepEqual(
      snapshot.namespaces.map(({ id, state, blindSpots }) => [id, state, blindSpots]),
      [["linux", "unknown", ["Discovery of linux crashed: boom."]]],
    );
    assert.deepEqual(
      snapshot.networks.map(({ id, listeners }) => [id, listeners.known]),
      [["linux", false]],
    );
  });

  it("freezes the snapshot to its leaves", async () => {
    const { ports, book } = fakePorts();
    const { snapshot } = await discover([provider("linux", async () => linuxPart)], ports, book, signal);
    assert.ok(Object.isFrozen(snapshot.namespaces));
    assert.ok(Object.isFrozen(snapshot.namespaces[0]?.blindSpots));
    assert.ok(Object.isFrozen(snapshot.evidence));
  });
});
