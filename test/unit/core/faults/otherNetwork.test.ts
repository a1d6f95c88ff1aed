import assert from "node:assert/strict";
import { evaluate } from "../../../../src/core/faults/evaluate.ts";
import { rules } from "../../../../src/core/faults/registry.ts";
import type { Scene } from "../../../../src/core/faults/scene.ts";
import type { Finding } from "../../../../src/core/model/finding.ts";
import { rungs } from "../../../../src/core/probe/registry.ts";
import { FakeLog } from "../../../support/fakeLog.ts";
import {
  guestGateway,
  guestListener,
  instance,
  relayListener,
  windowsGateway,
  windowsListener,
} from "../../../support/fakeWsl.ts";
import { across, refusedAcross } from "../../../support/wslScenes.ts";

const own = new Set([
  "windows-localhost-relay-down",
  "gateway-in-other-network",
  "port-held-on-windows",
  "different-gateway-per-namespace",
]);
const nginx = { pid: 4711, process: "nginx.exe", unit: null, container: null };

function findingsOf(scene: Scene): readonly Finding[] {
  const order = rungs.map(({ id }) => id);
  return evaluate(rules, scene, order, new FakeLog()).findings;
}

/** The finding to read first, and its words. */
function first(scene: Scene): string {
  const [finding] = findingsOf(scene);
  return finding === undefined ? "" : `${finding.id}: ${finding.explanation}`;
}

describe("a gateway that is not reached because it listens in another network", () => {
  it("is told from one that is down: nobody relays its port", () => {
    assert.match(
      first(refusedAcross({ onWindows: [] })),
      /^windows-localhost-relay-down: .*nobody listens on port 18789/,
    );
    const inBoth = refusedAcross({ onWindows: [], target: "windows" });
    assert.match(first(inBoth), /^windows-localhost-relay-down: The gateway runs in OpenClawGateway/);
  });

  it("is one whose address is not relayed", () => {
    const inWsl = [guestListener("172.29.0.2")];
    assert.match(
      first(refusedAcross({ onWindows: [], inWsl })),
      /^gateway-in-other-network: .*172\.29\.0\.2 only/,
    );
  });

  it("is one that listens on the other family", () => {
    const scene = refusedAcross({ onWindows: [relayListener("::1")], inWsl: [guestListener("::")] });
    assert.match(first(scene), /^gateway-in-other-network: .*relays it to \[::1\]:18789/);
  });

  it("is one that the networking mode cuts off", () => {
    assert.match(
      first(refusedAcross({ onWindows: [], mode: "none" })),
      /^gateway-in-other-network: .*mode none/,
    );
  });

  it("is one on Windows, asked for inside an instance", () => {
    const scene = refusedAcross({
      vantage: instance,
      target: instance,
      gateways: [windowsGateway()],
      inWsl: [],
    });
    assert.match(first(scene), /^gateway-in-other-network: .*127\.0\.0\.1 in OpenClawGateway/);
  });

  it("is one whose port another program of Windows has", () => {
    const onWindows = [windowsListener("0.0.0.0", { owner: nginx })];
    const httpLive = { answer: "other-http", status: 404 } as const;
    assert.match(
      first(across({ onWindows, facts: { httpLive } })),
      /^port-held-on-windows: .*nginx\.exe, pid 4711/,
    );
    const mirrored = across({
      mode: "mirrored",
      onWindows,
      gateways: [],
      facts: { listeners: { holder: "foreign", gateway: null, onPort: onWindows }, httpLive },
    });
    assert.match(first(mirrored), /^port-held-on-windows: .*shares Windows' loopback/);
  });

  it("is one whose port another program has on 127.0.0.1, though the gateway answers at ::1", () => {
    const onWindows = [windowsListener("127.0.0.1", { owner: nginx }), relayListener("::1")];
    const inWsl = [guestListener("127.0.0.1"), guestListener("::1")];
    const answersAt = [{ namespace: "windows", url: "ws://[::1]:18789" }];
    const scene = across({ onWindows, inWsl, gateways: [guestGateway({ answersAt })], host: "::1" });
    assert.match(first(scene), /^port-held-on-windows: /);
  });

  it("is told with a command for the shell here, where the instance is another place", () => {
    const down = refusedAcross({ onWindows: [], inWsl: [], gateways: [] });
    const [finding] = findingsOf(down);
    assert.equal(finding?.id, "gateway-unreachable");
    assert.match(finding.firstAction.command ?? "", /^wsl\.exe -d OpenClawGateway --cd ~ -- /);
    const [own] = findingsOf({ ...down, snapshot: { ...down.snapshot, vantage: instance } });
    assert.doesNotMatch(own?.firstAction.command ?? "", /wsl\.exe/);
  });

  it("is told, with less confidence, before a ladder is climbed", () => {
    const scene = { ...refusedAcross({ onWindows: [] }), ladder: null };
    assert.equal(findingsOf(scene).find(({ id }) => own.has(id))?.confidence, "matched");
  });
});

describe("what is not a matter of networks", () => {
  const quiet = (scene: Scene): void => {
    assert.deepEqual(
      findingsOf(scene).filter(({ id }) => own.has(id)),
      [],
    );
  };
  const reached = guestGateway({ answersAt: [{ namespace: "windows", url: "ws://127.0.0.1:18789" }] });

  it("is a gateway that answers through its relay", () => {
    quiet(across({ gateways: [reached] }));
  });

  it("is a gateway that is down", () => {
    quiet(refusedAcross({ onWindows: [], inWsl: [], gateways: [] }));
  });

  it("is a relay that came up after it was looked for", () => {
    quiet(across({ onWindows: [] }));
  });

  it("is a log-in from Windows, whose clients' credentials are not read", () => {
    const scene = across({ gateways: [reached], facts: { auth: "no-credential" } });
    const { rules: results } = evaluate(rules, scene, [], new FakeLog());
    assert.equal(results.find(({ id }) => id === "gateway-token-missing")?.state, "unknown");
  });

  it("is what cannot be seen: then nothing is said", () => {
    const scene = refusedAcross({ onWindows: "netstat.exe: timed-out" });
    quiet(scene);
    const order = rungs.map(({ id }) => id);
    const { rules: results } = evaluate(rules, scene, order, new FakeLog());
    const states = results.filter(({ id }) => own.has(id)).map(({ state }) => state);
    assert.deepEqual(new Set(states), new Set(["unknown"]));
  });
});
