import assert from "node:assert/strict";
import { fakeWsl, guestGateway, instance, relayEdge } from "../../../support/fakeWsl.ts";
import { resolveTarget, type TargetRequest } from "../../../../src/core/probe/target.ts";
import { fakeGateway, fakeInstall, fakeSnapshot, fakeSupervisor } from "../../../support/fakeSnapshot.ts";

const other = fakeGateway({ port: 19_001 });
const bare = { config: { exists: false, configuredPort: null } } as const;

/** `chosenBy id url`, or `reason: candidates`. */
function resolve(snapshot: ReturnType<typeof fakeSnapshot>, request: TargetRequest = {}): string {
  const outcome = resolveTarget(snapshot, request);
  if (!outcome.ok) return `${outcome.failure.reason}: ${outcome.failure.candidates.join(" ")}`;
  return `${outcome.value.chosenBy} ${outcome.value.id} ${outcome.value.url}`;
}

describe("resolveTarget", () => {
  it("takes the config's port, running or not", () => {
    const expected = "config linux:18789 ws://127.0.0.1:18789";
    assert.equal(resolve(fakeSnapshot()), expected);
    assert.equal(resolve(fakeSnapshot({ gateways: [], listeners: [] })), expected);
    assert.equal(resolve(fakeSnapshot({ gateways: [other] })), expected);
  });

  it("takes the default port where nothing runs and an install or a service would use it", () => {
    const expected = "default-port linux:18789 ws://127.0.0.1:18789";
    assert.equal(
      resolve(fakeSnapshot({ ...bare, gateways: [], namespace: { installs: [fakeInstall()] } })),
      expected,
    );
    const service = { supervisors: [fakeSupervisor()] };
    assert.equal(resolve(fakeSnapshot({ ...bare, gateways: [], namespace: service })), expected);
  });

  it("takes the gateway that runs where no configuration names a port", () => {
    const installed = { installs: [fakeInstall()], supervisors: [fakeSupervisor()] };
    assert.equal(
      resolve(fakeSnapshot({ ...bare, gateways: [other], namespace: installed })),
      "only-gateway linux:19001 ws://127.0.0.1:19001",
    );
    const named = { exists: false, port: { value: 19_002, from: "OPENCLAW_GATEWAY_PORT" } };
    assert.equal(
      resolve(fakeSnapshot({ config: named, gateways: [other] })),
      "OPENCLAW_GATEWAY_PORT linux:19002 ws://127.0.0.1:19002",
    );
  });

  it("takes the gateway on its own state directory while the config is broken", () => {
    const problem = { file: "openclaw.json", line: 2, column: 1, path: "<root>", message: "unexpected" };
    const broken = (kind: "syntax" | "schema") => ({ problems: [{ ...problem, kind }] });
    const away = fakeGateway({ port: 19_002, stateDir: "/home/dev/.openclaw-work" });
    assert.match(
      resolve(fakeSnapshot({ config: broken("syntax"), gateways: [away, other] })),
      /^state-directory linux:19001 /,
    );
    assert.match(
      resolve(fakeSnapshot({ config: broken("syntax"), gateways: [away] })),
      /^default-port linux:18789 /,
    );
    assert.match(
      resolve(fakeSnapshot({ config: broken("schema"), gateways: [other] })),
      /^config linux:18789 /,
    );
  });

  it("never takes the default port out of nothing", () => {
    assert.equal(resolve(fakeSnapshot({ ...bare, gateways: [] })), "no-gateway: ");
    const foreground = { supervisors: [fakeSupervisor({ kind: "foreground" })] };
    assert.equal(
      resolve(fakeSnapshot({ ...bare, gateways: [other], namespace: foreground })),
      "only-gateway linux:19001 ws://127.0.0.1:19001",
    );
  });

  it("asks which of several gateways is meant", () => {
    const snapshot = fakeSnapshot({ config: null, gateways: [fakeGateway(), other] });
    assert.equal(resolve(snapshot), "ambiguous-target: linux:18789 linux:19001");
  });

  it("takes a gateway id, a namespace id, a port of a namespace and a loopback URL", () => {
    const snapshot = fakeSnapshot({ gateways: [fakeGateway(), other] });
    const ask = (target: string) => resolve(snapshot, { target });
    assert.equal(ask("linux:19001"), "--target linux:19001 ws://127.0.0.1:19001");
    assert.equal(ask("linux"), "--target linux:18789 ws://127.0.0.1:18789");
    assert.equal(ask("linux:4711"), "--target linux:4711 ws://127.0.0.1:4711");
    assert.equal(ask("ws://127.0.0.1:19001/any?token=x"), "--target linux:19001 ws://127.0.0.1:19001");
    assert.equal(ask("http://localhost:19001"), "--target linux:19001 ws://127.0.0.1:19001");
    assert.equal(ask("ws://[::1]:4711"), "--target linux:4711 ws://[::1]:4711");
    assert.equal(ask("127.0.0.1:80"), "--target linux:80 ws://127.0.0.1:80");
    assert.equal(ask("wss://127.0.0.1:443"), "--target linux:443 wss://127.0.0.1:443");
  });

  it("prefers --target to the environment, and the environment to the config", () => {
    const envUrl = "ws://127.0.0.1:4711";
    assert.match(resolve(fakeSnapshot(), { envUrl }), /^OPENCLAW_GATEWAY_URL linux:4711 /);
    assert.match(resolve(fakeSnapshot(), { envUrl, target: "linux" }), /^--target linux:18789 /);
    assert.match(resolve(fakeSnapshot(), { envUrl: "" }), /^config /);
  });

  it("takes an address here for the gateway that answers there, also from another network", () => {
    const url = "ws://127.0.0.1:18789";
    const answersAt = [instance, "windows"].map((namespace) => ({ namespace, url }));
    const reached = fakeWsl({ gateways: [guestGateway({ answersAt })] });
    assert.equal(resolve(reached, { target: url }), `--target ${instance}:18789 ${url}`);
    assert.equal(resolve(reached, {}), `only-gateway ${instance}:18789 ${url}`);
    assert.equal(resolve(fakeWsl(), { target: url }), `--target windows:18789 ${url}`);
    const relayed = fakeWsl({ edges: [relayEdge] });
    assert.equal(resolve(relayed, { target: url }), `--target ${instance}:18789 ${url}`);
  });

  for (const target of [
    "",
    "nowhere",
    "nowhere:18789",
    "linux:0",
    "linux:99999",
    "ws://127.0.0.1",
    "ws://127.0.0.1:0",
    "ws://192.168.1.7:18789",
    "ws://127.0.0.1.evil.example:18789",
    "ws://0.0.0.0:18789",
    "ftp://127.0.0.1:18789",
    "file:///etc/passwd",
  ]) {
    it(`refuses ${JSON.stringify(target)}`, () => {
      assert.match(resolve(fakeSnapshot(), { target }), /^wrong-use: /);
    });
  }

  it("does not repeat an address, which can carry a token", () => {
    const outcome = resolveTarget(fakeSnapshot(), {
      envUrl: "wss://user:hunter2@far.example:1/?token=hunter2",
    });
    assert.ok(!outcome.ok);
    assert.doesNotMatch(JSON.stringify(outcome), /hunter2/);
    assert.match(outcome.failure.message, /^OPENCLAW_GATEWAY_URL is not a loopback address/);
  });
});
