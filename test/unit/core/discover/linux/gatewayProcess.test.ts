import assert from "node:assert/strict";
import { findGatewayProcesses, processName } from "../../../../../src/core/discover/linux/gatewayProcess.ts";
import { readProcessTable } from "../../../../../src/core/discover/linux/processTable.ts";
import { fakePorts, type FakeProcess } from "../../../../support/fakeMachine.ts";

const lock = { pid: 10, port: 18_789, createdAt: null, configPath: null, stateDir: null };

async function isFound(
  entry: Omit<FakeProcess, "pid">,
  { isListening = false, holdsLock = false } = {},
): Promise<boolean> {
  const { ports } = fakePorts({ processes: [{ pid: 10, ...entry }] });
  const { table } = await readProcessTable(ports);
  const pids = new Set(isListening ? [10] : []);
  return findGatewayProcesses(table, pids, holdsLock ? [lock] : []).length === 1;
}

describe("findGatewayProcesses", () => {
  const serving: readonly (readonly string[])[] = [
    [
      "/usr/bin/node",
      "--max-old-space-size=8192",
      "/opt/oc/node_modules/openclaw/dist/index.js",
      "gateway",
      "--port",
      "18789",
    ],
    ["node", "/usr/local/bin/openclaw", "gateway"],
    ["node", "/usr/local/bin/openclaw", "--profile", "dev", "gateway", "run"],
    ["node", "dist/index.js", "gateway", "--bind", "lan"],
    ["bun", "/opt/openclaw/openclaw.mjs", "gateway", "run"],
    ["openclaw", "gateway", "run"],
  ];
  for (const args of serving) {
    it(`knows a gateway by its arguments: ${args.join(" ")}`, async () => {
      assert.equal(await isFound({ args }), true);
    });
  }

  const others: readonly (readonly string[])[] = [
    ["node", "/usr/local/bin/openclaw", "gateway", "status", "--json"],
    ["node", "/usr/local/bin/openclaw", "status"],
    ["node", "/srv/app/dist/index.js", "--port", "18789"],
    ["node", "/srv/foreign.mjs", "gateway"],
    ["grep", "-r", "openclaw", "gateway"],
    ["bash", "-c", "openclaw gateway run"],
    ["timeout", "60", "openclaw", "gateway", "run"],
    ["python3", "-m", "http.server", "18789"],
    ["openclaw"],
    [],
  ];
  for (const args of others) {
    it(`takes no other process for one: ${args.join(" ") || "no arguments"}`, async () => {
      assert.equal(await isFound({ args }, { isListening: true }), false);
    });
  }

  it("asks more of a title, which every `openclaw gateway` command has", async () => {
    const args = ["openclaw-gateway                                         "];
    assert.equal(await isFound({ args }), false);
    assert.equal(await isFound({ args }, { isListening: true }), true);
    assert.equal(await isFound({ args }, { holdsLock: true }), true);
  });

  it("knows a booting gateway by its lock", async () => {
    assert.equal(await isFound({ args: ["openclaw"] }, { holdsLock: true }), true);
  });

  it("knows a listening gateway whose arguments are hidden by its kernel name", async () => {
    assert.equal(await isFound({ name: "openclaw-gatewa" }, { isListening: true }), true);
  });
});

describe("processName", () => {
  it("says what a process calls itself, and not the name of its main thread", async () => {
    const { ports } = fakePorts({
      processes: [
        { pid: 1, name: "openclaw-gatewa", args: ["openclaw-gateway   "] },
        { pid: 2, name: "MainThread", executable: "/usr/bin/node" },
        { pid: 3, name: "nginx", args: ["nginx: master process /usr/sbin/nginx"] },
      ],
    });
    const { table } = await readProcessTable(ports);
    assert.deepEqual([...table.values()].map(processName), ["openclaw-gateway", "node", "nginx"]);
  });
});
