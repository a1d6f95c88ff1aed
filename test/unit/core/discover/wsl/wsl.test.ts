import assert from "node:assert/strict";
import { discover } from "../../../../../src/core/discover/discover.ts";
import { linux } from "../../../../../src/core/discover/linux.ts";
import { wsl } from "../../../../../src/core/discover/wsl.ts";
import type { Snapshot } from "../../../../../src/core/model/snapshot.ts";
import type { Namespace } from "../../../../../src/core/model/namespace.ts";
import { fakePorts, type FakeMachineScript } from "../../../../support/fakeMachine.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";
import { windowsMachine } from "../../../../support/fakeWindows.ts";
import { windowsSampleText } from "../../../../support/windowsSample.ts";

const program = "C:\\Windows\\System32\\wsl.exe";
const door = (name: string): string => `enter wsl:${name}: ${program} -d ${name} --cd / --exec /bin/sh -s`;

const tables = {
  "/proc/net/tcp": fixtureText("netTcp/gateway-on-both-loopbacks.tcp.txt"),
  "/proc/net/tcp6": fixtureText("netTcp/gateway-on-both-loopbacks.tcp6.txt"),
};
const gatewayProcess = {
  pid: 42,
  name: "openclaw-gatewa",
  args: ["openclaw-gateway"],
  socketInodes: [9968, 9969],
  startedAt: 1000,
};
const answers = Object.fromEntries(
  ["http://127.0.0.1:18789", "http://[::1]:18789"].flatMap((url) => [
    [`${url}/healthz`, '{"ok":true,"status":"live"}'],
    [`${url}/startupz`, '{"status":"started","version":"2026.9.6","uptimeMs":5000}'],
  ]),
);
const withGateway: FakeMachineScript = {
  files: { ...tables, "/proc/1/comm": "systemd" },
  processes: [{ pid: 1, name: "systemd" }, gatewayProcess],
  http: answers,
  commands: { "wslinfo --networking-mode": "nat\n" },
};
/** Another instance on the same network: the same sockets and answers, and none of the processes. */
const neighbour: FakeMachineScript = { ...withGateway, processes: [{ pid: 1, name: "systemd" }] };

function windowsWith(
  rows: readonly string[],
  guests: FakeMachineScript["guests"] = {},
  change: FakeMachineScript = {},
): FakeMachineScript {
  return windowsMachine([], {
    files: { [program]: "" },
    guests,
    ...change,
    commands: {
      [`${program} --status`]: windowsSampleText("en-US/status.stdout"),
      [`${program} --version`]: windowsSampleText("en-US/version.stdout"),
      [`${program} --list --verbose`]: ["  NAME   STATE   VERSION", ...rows, ""].join("\n"),
      ...change.commands,
    },
  });
}

async function look(script: FakeMachineScript): Promise<{
  readonly snapshot: Snapshot;
  readonly asked: readonly string[];
  readonly places: readonly string[];
}> {
  const { ports, book, machine } = fakePorts(script);
  const found = await discover([linux, wsl], ports, book, new AbortController().signal);
  return { snapshot: found.snapshot, asked: machine.asked, places: [...found.places.keys()] };
}

function namespaceOf({ namespaces }: Snapshot, id: string): Namespace {
  const namespace = namespaces.find((each) => each.id === id);
  assert.ok(namespace !== undefined, `${id} is missing`);
  return namespace;
}

describe("the WSL provider", () => {
  it("looks into what runs, and starts nothing that does not", async () => {
    const { snapshot, asked, places } = await look(
      windowsWith(["* Ubuntu  Running  2", "  OpenClawGateway  Stopped  2", "  New  Installing  2"], {
        "wsl:Ubuntu": withGateway,
      }),
    );
    assert.deepEqual(
      snapshot.namespaces.map(({ id, state, network }) => [id, state, network]),
      [
        ["wsl:Ubuntu", "running", "wsl"],
        ["wsl:OpenClawGateway", "stopped", "wsl"],
        ["wsl:New", "unknown", "wsl"],
        ["windows", "unknown", "windows"],
      ],
    );
    assert.deepEqual(
      asked.filter((line) => line.startsWith("enter")),
      [door("Ubuntu")],
    );
    assert.match(namespaceOf(snapshot, "wsl:OpenClawGateway").blindSpots[0] ?? "", /not started/);
    assert.deepEqual(
      snapshot.gateways.map(({ id, pid, ownerVerified }) => [id, pid, ownerVerified]),
      [["wsl:Ubuntu:18789", 42, true]],
    );
    assert.deepEqual(places, ["wsl:Ubuntu"]);
    assert.ok(snapshot.evidence.some(({ id }) => id === "wsl:Ubuntu/processes:process table"));
    assert.equal(snapshot.wsl?.state, "ready");
  });

  it("lists what belongs to other programs, and leaves it alone", async () => {
    const { snapshot, asked } = await look(
      windowsWith([
        "* docker-desktop  Running  2",
        "  podman-machine-default  Running  2",
        "  My Old  Running  1",
      ]),
    );
    assert.ok(!asked.some((line) => line.startsWith("enter")));
    assert.deepEqual(
      snapshot.namespaces.flatMap(({ blindSpots }) => blindSpots),
      [
        "It is not entered: it belongs to Docker Desktop.",
        "It is not entered: it belongs to Podman.",
        "It is not entered: it runs on WSL 1.",
      ],
    );
    const network = snapshot.networks.find(({ id }) => id === "wsl");
    assert.equal(network?.listeners.known, false);
  });

  it("tells a gateway once, for the instance whose process it is", async () => {
    const { snapshot } = await look(
      windowsWith(["* Ubuntu  Running  2", "  OpenClawGateway  Running  2"], {
        "wsl:Ubuntu": neighbour,
        "wsl:OpenClawGateway": withGateway,
      }),
    );
    assert.deepEqual(
      snapshot.gateways.map(({ id }) => id),
      ["wsl:OpenClawGateway:18789"],
    );
    const networks = snapshot.networks.filter(({ id }) => id === "wsl");
    assert.equal(networks.length, 1);
    const listeners = networks[0]?.listeners;
    assert.ok(listeners?.known === true);
    const onPort = listeners.value.filter(({ port }) => port === 18_789);
    assert.deepEqual(
      onPort.map(({ owner }) => owner?.namespace),
      ["wsl:OpenClawGateway", "wsl:OpenClawGateway"],
    );
  });

  it("puts instances on Windows' own network in mirrored mode", async () => {
    const mirrored = { ...withGateway, commands: { "wslinfo --networking-mode": "mirrored\n" } };
    const { snapshot } = await look(windowsWith(["* Ubuntu  Running  2"], { "wsl:Ubuntu": mirrored }));
    assert.equal(namespaceOf(snapshot, "wsl:Ubuntu").network, "windows");
    const old = { ...withGateway, commands: {}, files: { ...tables, "/sys/class/net/loopback0": "" } };
    const before = await look(windowsWith(["* Ubuntu  Running  2"], { "wsl:Ubuntu": old }));
    assert.equal(namespaceOf(before.snapshot, "wsl:Ubuntu").network, "windows");
  });

  it("says why an instance could not be entered", async () => {
    const { snapshot } = await look(
      windowsWith(["* Ubuntu  Running  2"], {
        "wsl:Ubuntu": {
          reason: "ended",
          detail: "Catastrophic failure\nError code: Wsl/Service/E_UNEXPECTED; exit 1",
        },
      }),
    );
    assert.deepEqual(namespaceOf(snapshot, "wsl:Ubuntu").blindSpots, [
      "It could not be entered (ended): Catastrophic failure.",
    ]);
    assert.equal(namespaceOf(snapshot, "wsl:Ubuntu").state, "running");
  });

  it("knows that nobody listens where no instance runs, and nothing where there is none", async () => {
    const { snapshot } = await look(windowsWith(["* Ubuntu  Stopped  2"]));
    const network = snapshot.networks.find(({ id }) => id === "wsl");
    assert.ok(network?.listeners.known === true);
    assert.deepEqual(network.listeners.value, []);
    const absent = await look(windowsMachine([]));
    assert.equal(absent.snapshot.wsl?.state, "not-installed");
    assert.equal(
      absent.snapshot.networks.some(({ id }) => id === "wsl"),
      false,
    );
  });

  describe("from inside an instance", () => {
    const tools = "/mnt/c/Windows/System32/";
    const inside = (change: FakeMachineScript): FakeMachineScript => ({
      ...withGateway,
      ...change,
      facts: { wslInstance: "Ubuntu", ...change.facts },
    });
    const interop = inside({
      files: { ...tables, [`${tools}wsl.exe`]: "", [`${tools}netstat.exe`]: "" },
      environments: { self: { WSLENV: "WT_SESSION:WSL_UTF8/u" } },
      guests: { "wsl:Debian": neighbour },
      commands: {
        ...withGateway.commands,
        [`${tools}wsl.exe --status`]: windowsSampleText("en-US/status.stdout"),
        [`${tools}wsl.exe --version`]: windowsSampleText("en-US/version.stdout"),
        [`${tools}wsl.exe --list --verbose`]: "* Ubuntu  Running  2\n  Debian  Running  2\n",
      },
    });

    it("is that instance, and reaches the others through interop", async () => {
      const { snapshot, asked, places } = await look(interop);
      assert.equal(snapshot.vantage, "wsl:Ubuntu");
      assert.deepEqual(
        snapshot.namespaces.map(({ id }) => id),
        ["wsl:Ubuntu", "wsl:Debian"],
      );
      assert.deepEqual(
        asked.filter((line) => line.startsWith("enter")),
        [`enter wsl:Debian: ${tools}wsl.exe -d Debian --cd / --exec /bin/sh -s`],
      );
      assert.deepEqual(places, ["wsl:Debian"]);
      assert.equal(
        namespaceOf(snapshot, "wsl:Ubuntu").facts.some(({ name }) => name === "session"),
        false,
      );
    });

    it("still sees itself without interop, and says that Windows cannot be asked", async () => {
      const { snapshot, places } = await look(inside({}));
      assert.equal(snapshot.vantage, "wsl:Ubuntu");
      assert.deepEqual(
        snapshot.gateways.map(({ id }) => id),
        ["wsl:Ubuntu:18789"],
      );
      assert.equal(snapshot.wsl?.state, "unreachable");
      assert.deepEqual(places, []);
    });
  });
});
