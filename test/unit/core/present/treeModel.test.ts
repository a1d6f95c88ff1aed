import assert from "node:assert/strict";
import { unknown } from "../../../../src/core/model/fact.ts";
import { treeModel } from "../../../../src/core/present/treeModel.ts";
import type { TreeNode } from "../../../../src/core/present/treeNode.ts";
import { sampleGateway, sampleSnapshot, sampleToken } from "../../../support/sampleSnapshot.ts";

function outline(nodes: readonly TreeNode[], depth = 0): readonly string[] {
  return nodes.flatMap((node) => [
    `${"  ".repeat(depth)}${node.label} | ${node.description} | ${node.state}`,
    ...outline(node.children, depth + 1),
  ]);
}

function flat(nodes: readonly TreeNode[]): readonly TreeNode[] {
  return nodes.flatMap((node) => [node, ...flat(node.children)]);
}

describe("treeModel", () => {
  it("shows gateways, namespaces and token sources, the thing first", () => {
    assert.deepEqual(outline(treeModel(sampleSnapshot())), [
      "Gateways |  | plain",
      "  Linux:18789 | 2026.9.6 · up 3 h · foreground | ok",
      "    reach from Linux | ws://127.0.0.1:18789 | plain",
      "    supervisor | openclaw gateway · running | plain",
      "Namespaces |  | plain",
      "  Linux | box · you are here | plain",
      "    openclaw.json | mode local · port 18789 from gateway.port | plain",
      "    listeners (2) |  | plain",
      "      127.0.0.1:18789 | openclaw-gateway | plain",
      "      [::]:22 | owner not visible · open to the local network | plain",
      "    supervisors (1) |  | plain",
      "      openclaw gateway | foreground · running | plain",
      "    installs (1) |  | plain",
      "      openclaw 2026.9.6 | Node 24.21.0 · PATH | plain",
      "    1 listener belongs to another user; its owner is not visible without root. |  | info",
      "Token sources |  | plain",
      "  openclaw.json:14 | 3f9a1c07 · used by the gateway, sent by clients | plain",
    ]);
  });

  it("keeps ids unique, and the same when the order and the state of the world change", () => {
    const first = flat(treeModel(sampleSnapshot())).map(({ id }) => id);
    assert.equal(new Set(first).size, first.length);
    const later = sampleSnapshot({ gateways: [{ ...sampleGateway, pid: 4712, state: "draining" }] });
    assert.ok(flat(treeModel(later)).some(({ id }) => id === "gateway/linux:18789"));
  });

  it("says why listeners are not known instead of showing none", () => {
    const snapshot = sampleSnapshot({
      networks: [{ id: "linux", name: "box", listeners: unknown("permission denied") }],
    });
    const row = flat(treeModel(snapshot)).find(({ label }) => label.startsWith("listeners"));
    assert.equal(row?.description, "not known: permission denied");
  });

  it("puts namespaces that share a localhost under one row", () => {
    const { namespaces } = sampleSnapshot();
    const [linux] = namespaces;
    assert.ok(linux !== undefined);
    const snapshot = sampleSnapshot({
      namespaces: [linux, { ...linux, id: "container:docker:web", kind: "container", name: "web" }],
    });
    const [network] = treeModel(snapshot)[1]?.children ?? [];
    assert.equal(network?.description, "2 namespaces share one localhost");
    assert.deepEqual(
      network?.children.map(({ label }) => label),
      ["listeners (2)", "Linux", "web (container)"],
    );
  });

  it("says of an instance of WSL whether it runs", () => {
    const [linux] = sampleSnapshot().namespaces;
    assert.ok(linux !== undefined);
    const instance = { ...linux, kind: "wsl" } as const;
    const snapshot = sampleSnapshot({
      namespaces: [
        { ...instance, id: "wsl:Ubuntu", name: "Ubuntu" },
        { ...instance, id: "wsl:Debian", name: "Debian", state: "stopped" },
      ],
    });
    const rows = flat(treeModel(snapshot)).filter(({ id }) => /^namespace\/wsl:\w+$/.test(id));
    assert.deepEqual(
      rows.map(({ label, description, state }) => [label, description, state]),
      [
        ["Ubuntu", "running", "plain"],
        ["Debian", "stopped", "off"],
      ],
    );
  });

  it("warns of a used token that differs, not of a shadowed one", () => {
    const [linux] = sampleSnapshot().namespaces;
    assert.ok(linux !== undefined);
    const other = { effective: false, afterRestart: false, fingerprint: "91bd20ee" };
    const tokenSources = [
      sampleToken({}),
      sampleToken({ ...other, id: "used", location: { key: "A" }, clientsIn: ["linux"] }),
      sampleToken({ ...other, id: "shadowed", location: { key: "B" }, clientsIn: [], state: "shadowed" }),
    ];
    const snapshot = sampleSnapshot({ namespaces: [{ ...linux, tokenSources }] });
    assert.deepEqual(outline(treeModel(snapshot)[2]?.children ?? []), [
      "openclaw.json:14 | 3f9a1c07 · used by the gateway, sent by clients | plain",
      "A | 91bd20ee · sent by clients · differs | warning",
      "B | 91bd20ee · shadowed | off",
    ]);
  });

  it("offers to copy, open and climb only where there is something to", () => {
    const nodes = flat(treeModel(sampleSnapshot()));
    const abilities = (id: string): readonly string[] =>
      nodes.find((node) => node.id === id)?.abilities ?? [];
    assert.deepEqual(abilities("gateway/linux:18789"), ["canCopy", "canClimb"]);
    assert.deepEqual(abilities("token/linux/config-file/openclaw.json"), ["canCopy", "canOpen"]);
    assert.deepEqual(abilities("gateways"), []);
  });
});
