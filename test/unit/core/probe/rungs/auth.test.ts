import assert from "node:assert/strict";
import { failed, success } from "../../../../../src/core/base/outcome.ts";
import type { GatewayConfig } from "../../../../../src/core/model/gatewayConfig.ts";
import type { Gateway } from "../../../../../src/core/model/gateway.ts";
import type { TokenSource } from "../../../../../src/core/model/tokenSource.ts";
import type { ConnectRequest } from "../../../../../src/core/ports/gatewayDialog.ts";
import { auth } from "../../../../../src/core/probe/rungs/auth.ts";
import {
  fakeClimb,
  fakeToken,
  fakeTokenUsed,
  healthyMachine,
  listenRow,
  type FakeClimb,
} from "../../../../support/fakeClimb.ts";
import { fakeConnectFailure, fakeHello } from "../../../../support/fakeGateways.ts";
import type { FakeMachineScript } from "../../../../support/fakeMachine.ts";
import { fakeGateway, fakeSnapshot } from "../../../../support/fakeSnapshot.ts";

interface Case {
  readonly sources?: readonly TokenSource[];
  readonly config?: Partial<GatewayConfig>;
  readonly gateway?: Partial<Gateway>;
  readonly machine?: FakeMachineScript;
  readonly refuse?: Parameters<typeof fakeConnectFailure>[0];
}

/** Climbs up to `auth` and lists every login that the gateway saw, with the plain credential. */
async function login(
  change: Case = {},
): Promise<{ climb: FakeClimb; sent: (ConnectRequest & { plain: string | null })[] }> {
  const sent: (ConnectRequest & { plain: string | null })[] = [];
  const climb = await fakeClimb({
    quick: true,
    snapshot: fakeSnapshot({
      namespace: { tokenSources: change.sources ?? [fakeTokenUsed] },
      config: change.config ?? {},
      gateways: [fakeGateway(change.gateway)],
    }),
    gateway: {
      connect(request, plain) {
        sent.push({ ...request, plain });
        return change.refuse === undefined ? success(fakeHello()) : failed(fakeConnectFailure(change.refuse));
      },
    },
    machine: change.machine ?? {},
  });
  return { climb, sent };
}

const withTcp = (tcp: string, processes = healthyMachine.processes): FakeMachineScript => ({
  files: { ...healthyMachine.files, "/proc/net/tcp": tcp },
  ...(processes === undefined ? {} : { processes }),
});

describe("auth", () => {
  it("sends the credential that the command line here would send, without a device", async () => {
    const { climb, sent } = await login();
    const [only, ...more] = sent;
    assert.deepEqual(more, []);
    assert.equal(only?.plain, fakeToken);
    assert.deepEqual(only.client, { id: "cli", mode: "cli" });
    assert.equal(only.device, null);
    assert.deepEqual(only.scopes, ["operator.read", "operator.pairing"]);
    assert.equal(
      climb.result("auth").verdict,
      `accepts token ${fakeTokenUsed.fingerprint} of openclaw.json:3`,
    );
    assert.equal(climb.factOf(auth).sourceId, fakeTokenUsed.id);
  });

  it("waits longer than the 5 s by which a gateway delays its answer after wrong tokens", async () => {
    const { sent } = await login();
    assert.ok((sent[0]?.timeoutMs ?? 0) > 6_000);
  });

  it("tries a refused credential once, and asks nothing over RPC then", async () => {
    const { climb, sent } = await login({
      refuse: { reason: "token-mismatch", code: "AUTH_TOKEN_MISMATCH" },
    });
    assert.equal(sent.length, 1);
    assert.equal(climb.result("auth").state, "fail");
    assert.match(
      climb.result("auth").verdict,
      /^refuses token \w{8} of openclaw\.json:3 \(AUTH_TOKEN_MISMATCH\)$/,
    );
    assert.equal(climb.result("rpc-health").reason, "needs-rpc");
  });

  const unverified: readonly (readonly [string, Case])[] = [
    ["whose owner was not seen", { gateway: { ownerVerified: false } }],
    ["whose socket went to another process", { machine: withTcp(listenRow(999)) }],
    [
      "that shares its port with another process",
      { machine: withTcp(`${listenRow(100)}\n${listenRow(999)}`) },
    ],
    ["that nobody listens for any more", { machine: withTcp("") }],
    ["whose process is gone", { machine: withTcp(listenRow(100), [{ pid: 43, socketInodes: [100] }]) }],
    [
      "whose sockets may not be read",
      { machine: withTcp(listenRow(100), [{ pid: 42, socketInodes: null }]) },
    ],
    ["while the socket table cannot be read", { machine: { files: {} } }],
  ];
  for (const [what, change] of unverified) {
    it(`sends nothing to a gateway ${what}`, async () => {
      const { climb, sent } = await login(change);
      assert.deepEqual(sent, []);
      assert.equal(climb.result("auth").state, "unknown");
      assert.equal(climb.result("auth").reason, "owner-not-verified");
    });
  }

  it("sends the credential although a stranger listens on another address of the port", async () => {
    const { sent } = await login({ machine: withTcp(`${listenRow(100)}\n${listenRow(999, "0200A8C0")}`) });
    assert.equal(sent.length, 1);
  });

  it("sends nothing to a gateway on another state directory", async () => {
    const { climb, sent } = await login({ gateway: { stateDir: "/home/dev/.openclaw-other" } });
    assert.deepEqual(sent, []);
    assert.equal(climb.result("auth").reason, "other-gateway");
  });

  it("asks as the internal client where the config switches authentication off", async () => {
    const { sent } = await login({ config: { authMode: "none" } });
    assert.deepEqual(
      [sent[0]?.client.id, sent[0]?.client.mode, sent[0]?.plain],
      ["gateway-client", "backend", null],
    );
  });

  it("prefers the password where the config asks for one", async () => {
    const password = { ...fakeTokenUsed, id: "linux/password", credential: "password" } as const;
    const { sent } = await login({ config: { authMode: "password" }, sources: [fakeTokenUsed, password] });
    assert.deepEqual(
      sent.map(({ credentialKind }) => credentialKind),
      ["password"],
    );
  });

  const unsendable: readonly (readonly [string, readonly TokenSource[], RegExp])[] = [
    ["there is none", [], /no client credential is configured/],
    ["it is shadowed", [{ ...fakeTokenUsed, state: "shadowed" }], /no client credential/],
    [
      "it belongs to other namespaces",
      [{ ...fakeTokenUsed, clientsIn: ["container:docker:x"] }],
      /no client/,
    ],
    ["it is the server's", [{ ...fakeTokenUsed, role: "server" }], /no client credential/],
    [
      "it cannot be resolved from here",
      [
        {
          ...fakeTokenUsed,
          state: "reference",
          fingerprint: null,
          length: null,
          reason: "the variable is not set",
        },
      ],
      /the variable is not set/,
    ],
    [
      "the gateway made one up",
      [
        {
          ...fakeTokenUsed,
          kind: "generated",
          role: "server",
          effective: true,
          fingerprint: null,
          length: null,
        },
      ],
      /made up a token/,
    ],
  ];
  for (const [what, sources, verdict] of unsendable) {
    it(`stays unknown and sends nothing when ${what}`, async () => {
      const { climb, sent } = await login({ sources });
      assert.deepEqual(sent, []);
      assert.equal(climb.result("auth").reason, "no-credential");
      assert.match(climb.result("auth").verdict, verdict);
    });
  }
});
