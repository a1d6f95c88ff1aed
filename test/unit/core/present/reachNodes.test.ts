import assert from "node:assert/strict";
import { namespaceNodes } from "../../../../src/core/present/namespaceNodes.ts";
import { reachNodes } from "../../../../src/core/present/reachNodes.ts";
import type { TreeNode } from "../../../../src/core/present/treeNode.ts";
import {
  fakeWsl,
  guestGateway,
  instance,
  place,
  windowsGateway,
  type FakeWslChange,
  relayEdge,
} from "../../../support/fakeWsl.ts";

const url = "ws://127.0.0.1:18789";

function rows(nodes: readonly TreeNode[]): readonly string[] {
  return nodes.map(({ label, description, state }) => `${label} | ${description} | ${state}`);
}

function reach(change: FakeWslChange): readonly string[] {
  const snapshot = fakeWsl(change);
  const [gateway] = snapshot.gateways;
  assert.ok(gateway !== undefined);
  return rows(reachNodes(gateway, snapshot));
}

describe("the rows that tell from where a gateway is reached", () => {
  it("name the way: a relay, or a network that is shared", () => {
    const answersAt = [instance, "windows", "wsl:Ubuntu"].map((namespace) => ({ namespace, url }));
    const namespaces = [place("wsl:Ubuntu", "wsl", "wsl")];
    assert.deepEqual(reach({ gateways: [guestGateway({ answersAt })], edges: [relayEdge], namespaces }), [
      "reach from OpenClawGateway | ws://127.0.0.1:18789 | plain",
      "reach from Windows | ws://127.0.0.1:18789 · via localhost relay | plain",
      "reach from Ubuntu | ws://127.0.0.1:18789 · same network | plain",
    ]);
  });

  it("say why it is not reached from here", () => {
    const [, fromWindows] = reach({
      onWindows: [],
      wslConfig: { localhostForwarding: { value: false, line: 3 } },
    });
    assert.match(
      fromWindows ?? "",
      /^reach from Windows \| not reached: .*\.wslconfig:3 sets .* \| warning$/,
    );
  });

  it("tell a way that was not tried, and one that is not known", () => {
    const vantage = instance;
    assert.match(
      reach({ vantage, edges: [relayEdge] })[1] ?? "",
      /via localhost relay · not tried from here/,
    );
    assert.match(reach({ vantage, onWindows: "no netstat" })[1] ?? "", /not known: no netstat \| info$/);
    assert.match(
      reach({ vantage, gateways: [windowsGateway()] })[1] ?? "",
      /^reach from OpenClawGateway \| not reached: 127\.0\.0\.1 in OpenClawGateway .* \| warning$/,
    );
  });
});

describe("the rows of networks", () => {
  it("show WSL's network with its mode and its listeners, and where a relay leads", () => {
    const [windows, wsl] = namespaceNodes(fakeWsl({ edges: [relayEdge] }));
    const listeners = windows?.children.find(({ label }) => label === "listeners (1)");
    assert.deepEqual(rows(listeners?.children ?? []), [
      "127.0.0.1:18789 | wslrelay.exe · relay → OpenClawGateway:18789 | plain",
    ]);
    assert.equal(wsl?.description, "NAT");
    assert.deepEqual(rows(wsl?.children[0]?.children ?? []), [
      "127.0.0.1:18789 | OpenClawGateway · openclaw-gateway | plain",
    ]);
  });
});
