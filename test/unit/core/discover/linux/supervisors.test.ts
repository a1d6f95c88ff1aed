import assert from "node:assert/strict";
import type { Supervisor } from "../../../../../src/core/model/supervisor.ts";
import { readProcessTable } from "../../../../../src/core/discover/linux/processTable.ts";
import { listSupervisors } from "../../../../../src/core/discover/linux/supervisors.ts";
import type { GatewayUnit } from "../../../../../src/core/discover/linux/unitFiles.ts";
import type { UnitStates } from "../../../../../src/core/discover/linux/unitStates.ts";
import { fakePorts, type FakeProcess } from "../../../../support/fakeMachine.ts";

const unit: GatewayUnit = {
  name: "openclaw-gateway.service",
  scope: "user",
  files: ["/home/dev/.config/systemd/user/openclaw-gateway.service"],
  command: ["/usr/bin/openclaw", "gateway", "--port", "18789", "--token", "canary-in-the-unit-0001"],
  port: 18_789,
  path: null,
  isGateway: true,
};
const unasked: UnitStates = { byName: new Map(), unseenBecause: "systemd is not the init system here" };
const running = (mainPid: number): UnitStates => ({
  byName: new Map([
    [
      unit.name,
      {
        active: "active",
        sub: "running",
        result: "success",
        load: "loaded",
        mainPid,
        restarts: 0,
        exitStatus: 0,
        enabled: true,
        needsDaemonReload: false,
      },
    ],
  ]),
  unseenBecause: null,
});
const inUnit = "/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service";
const args = ["node", "/usr/bin/openclaw", "gateway", "run", "--token", "canary-in-the-argv-0001"];

async function list(
  gateways: readonly FakeProcess[],
  { units = [] as readonly GatewayUnit[], user = unasked, others = [] as readonly FakeProcess[] } = {},
): Promise<readonly Supervisor[]> {
  const { ports } = fakePorts({ processes: [...gateways, ...others] });
  const { table } = await readProcessTable(ports);
  return listSupervisors({ namespace: "linux", network: "linux" }, ports, {
    units,
    states: { user, system: unasked },
    gatewayProcesses: gateways.flatMap(({ pid }) => table.get(pid) ?? []),
    table,
    portOf: () => 18_789,
  });
}

describe("listSupervisors", () => {
  it("shows a unit that does not run, and why its state is not seen", async () => {
    const [found, ...rest] = await list([], { units: [unit] });
    assert.deepEqual(rest, []);
    assert.equal(found?.id, "linux/systemd-user/openclaw-gateway.service");
    assert.equal(found?.state, null);
    assert.equal(found?.unseenBecause, "systemd is not the init system here");
  });

  it("counts a gateway that a unit runs for that unit, by group or by main pid", async () => {
    for (const cgroup of [inUnit, "/"]) {
      const found = await list([{ pid: 42, args, cgroup }], { units: [unit], user: running(42) });
      assert.deepEqual(
        found.map(({ kind }) => kind),
        ["systemd-user"],
        cgroup,
      );
    }
  });

  it("calls a gateway outside of every unit a foreground run", async () => {
    const cgroup = "/user.slice/user-1000.slice/session-3.scope";
    const found = await list([{ pid: 43, args, cgroup, state: "T" }], { units: [unit], user: running(42) });
    assert.deepEqual(
      found.map(({ kind, id }) => [kind, id]),
      [
        ["systemd-user", "linux/systemd-user/openclaw-gateway.service"],
        ["foreground", "linux/foreground/18789"],
      ],
    );
    assert.equal(found[1]?.state?.sub, "stopped");
    assert.equal(found[1]?.state?.mainPid, 43);
  });

  it("does not take the unit that a terminal runs in for the gateway's owner", async () => {
    const terminal = { ...unit, name: "code-server.service", scope: "system" as const, isGateway: false };
    const found = await list([{ pid: 42, args, cgroup: "/system.slice/code-server.service" }], {
      units: [terminal],
    });
    assert.deepEqual(
      found.map(({ kind }) => kind),
      ["foreground"],
    );
  });

  it("names the container of a gateway that runs in one, but not its own container", async () => {
    const id = "0123456789abcdef".repeat(4);
    const inContainer = { pid: 42, args, cgroup: `/system.slice/docker-${id}.scope` };
    const [outside] = await list([inContainer], { others: [{ pid: 1, cgroup: "/init.scope" }] });
    assert.deepEqual([outside?.kind, outside?.name], ["container-engine", "docker 0123456789ab"]);
    const [inside] = await list([inContainer], { others: [{ pid: 1, cgroup: inContainer.cgroup }] });
    assert.equal(inside?.kind, "foreground");
    const [init] = await list([{ ...inContainer, pid: 1 }]);
    assert.equal(init?.kind, "container-engine");
  });

  it("shows no credential of a command line", async () => {
    const shown = JSON.stringify(await list([{ pid: 43, args }], { units: [unit] }));
    assert.doesNotMatch(shown, /canary/);
    assert.match(shown, /openclaw gateway run --token …/);
  });
});
