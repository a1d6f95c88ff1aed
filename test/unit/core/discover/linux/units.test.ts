import assert from "node:assert/strict";
import { discoverUnits, pinnedPort } from "../../../../../src/core/discover/linux/unitFiles.ts";
import { readUnitStates } from "../../../../../src/core/discover/linux/unitStates.ts";
import { fakePorts } from "../../../../support/fakeMachine.ts";
import { fixtureText } from "../../../../support/fixtureText.ts";

const unit = fixtureText("unit/openclaw-gateway.service.txt");
const home = "/home/dev/.config/systemd/user";
const none: ReadonlySet<string> = new Set();

describe("discoverUnits", () => {
  it("reads the unit and its drop-ins in the order systemd does", async () => {
    const { ports } = fakePorts({
      files: {
        [`${home}/openclaw-gateway.service`]: unit,
        [`${home}/openclaw-gateway.service.d/20-port.conf`]:
          "[Service]\nEnvironment=OPENCLAW_GATEWAY_PORT=1\n",
        [`${home}/openclaw-gateway.service.d/10-exec.conf`]:
          "[Service]\nExecStart=\nExecStart=/usr/bin/openclaw gateway\n",
        [`${home}/openclaw-gateway.service.d/notes.txt`]: "",
        "/etc/systemd/user/openclaw-gateway.service.d/20-port.conf": "[Service]\nExecStart=\n",
        "/etc/systemd/user/openclaw-.service.d/30-all.conf":
          "[Service]\nEnvironment=OPENCLAW_GATEWAY_PORT=19001\n",
      },
    });
    const [found, ...rest] = await discoverUnits(ports, "user", none);
    assert.deepEqual(rest, []);
    assert.deepEqual(found?.files, [
      `${home}/openclaw-gateway.service`,
      `${home}/openclaw-gateway.service.d/10-exec.conf`,
      `${home}/openclaw-gateway.service.d/20-port.conf`,
      "/etc/systemd/user/openclaw-.service.d/30-all.conf",
    ]);
    assert.deepEqual(found?.command, ["/usr/bin/openclaw", "gateway"]);
    assert.equal(found?.port, 19_001);
    assert.equal(found?.isGateway, true);
  });

  it("knows the names of profiles, forerunners and templates, and no others", async () => {
    const names = [
      "openclaw-gateway.service",
      "openclaw-gateway-dev.service",
      "openclaw-gateway@.service",
      "clawdbot-gateway.service",
      "openclaw.service",
      "openclaw-node.service",
      "openclaw-gateway.socket",
      "my-openclaw-gateway.service",
    ];
    const { ports } = fakePorts({
      files: Object.fromEntries(names.map((name) => [`/etc/systemd/system/${name}`, unit])),
    });
    const found = await discoverUnits(ports, "system", none);
    assert.deepEqual(
      found.map(({ name }) => name),
      [
        "clawdbot-gateway.service",
        "openclaw-gateway-dev.service",
        "openclaw-gateway.service",
        "openclaw-gateway@dev.service",
        "openclaw.service",
      ],
    );
  });

  it("takes the home's unit over the system-wide one", async () => {
    const { ports } = fakePorts({
      files: {
        [`${home}/openclaw-gateway.service`]: unit,
        "/usr/lib/systemd/user/openclaw-gateway.service": unit,
      },
    });
    const [found] = await discoverUnits(ports, "user", none);
    assert.deepEqual(found?.files, [`${home}/openclaw-gateway.service`]);
  });

  it("finds a unit of any name that a gateway process is in, and says whether it is a gateway's", async () => {
    const { ports } = fakePorts({
      files: {
        "/etc/systemd/system/claw.service": "[Service]\nExecStart=/usr/bin/openclaw gateway --port 18800\n",
        "/etc/systemd/system/code-server.service": "[Service]\nExecStart=/usr/bin/code-server\n",
      },
    });
    const found = await discoverUnits(ports, "system", new Set(["claw.service", "code-server.service"]));
    assert.deepEqual(
      found.map(({ name, isGateway, port }) => [name, isGateway, port]),
      [
        ["claw.service", true, 18_800],
        ["code-server.service", false, null],
      ],
    );
  });

  it("lists a unit that cannot be read", async () => {
    const path = "/etc/systemd/system/openclaw-gateway.service";
    const { ports } = fakePorts({ files: { [path]: { failure: "no-permission" } } });
    const [found] = await discoverUnits(ports, "system", none);
    assert.deepEqual([found?.files, found?.command, found?.port], [[path], [], null]);
  });
});

describe("pinnedPort", () => {
  it("prefers the argument, in both forms, and takes no nonsense", () => {
    assert.equal(pinnedPort(["gateway", "--port", "18800"], "1"), 18_800);
    assert.equal(pinnedPort(["gateway", "--port=18800"], "1"), 18_800);
    assert.equal(pinnedPort(["gateway"], "18801"), 18_801);
    for (const args of [
      ["--port"],
      ["--port", "x"],
      ["--port", "0"],
      ["--port", "65536"],
      ["--port=${PORT}"],
      [],
    ]) {
      assert.equal(pinnedPort(args), null, args.join(" "));
    }
  });
});

describe("readUnitStates", () => {
  const names = ["openclaw-gateway.service", "openclaw-gateway-dev.service"];
  const properties =
    "Id,LoadState,ActiveState,SubState,Result,MainPID,NRestarts,ExecMainStatus,UnitFileState,NeedDaemonReload";
  const question = `systemctl --user show --property=${properties} -- ${names.join(" ")}`;
  const systemd = { "/run/systemd/system": { isDirectory: true }, "/run/user/1000/bus": "" };
  const { signal } = new AbortController();

  it("asks once for all units", async () => {
    const { ports, machine } = fakePorts({
      files: systemd,
      commands: { [question]: fixtureText("systemctlShow/user-running-and-not-found.txt") },
    });
    const states = await readUnitStates(ports, "user", names, signal);
    assert.deepEqual(machine.asked, [question]);
    assert.deepEqual(states.byName.get("openclaw-gateway.service"), {
      active: "active",
      sub: "running",
      result: "success",
      load: "loaded",
      mainPid: 12_304,
      restarts: 0,
      exitStatus: 0,
      enabled: true,
      needsDaemonReload: false,
    });
    assert.equal(states.byName.get("openclaw-gateway-dev.service")?.mainPid, null);
    assert.equal(states.byName.get("openclaw-gateway-dev.service")?.enabled, null);
    assert.equal(states.unseenBecause, null);
  });

  it("asks nobody where systemd does not run, nor where the user's manager does not", async () => {
    for (const [files, why] of [
      [{}, /not the init system/],
      [{ "/run/systemd/system": { isDirectory: true } }, /no \/run\/user\/1000\/bus/],
    ] as const) {
      const { ports, machine } = fakePorts({ files });
      const states = await readUnitStates(ports, "user", names, signal);
      assert.deepEqual(machine.asked, []);
      assert.match(states.unseenBecause ?? "", why);
    }
  });

  it("says why there is no answer", async () => {
    const failures = [
      [
        { exitCode: 1, stderr: "Failed to connect to bus: No medium found\n" },
        "Failed to connect to bus: No medium found",
      ],
      [{ reason: "timed-out", detail: "", stdout: "", stderr: "" }, "systemctl timed-out"],
      [{}, "systemctl gave no answer"],
    ] as const;
    for (const [answer, why] of failures) {
      const { ports } = fakePorts({ files: systemd, commands: { [question]: answer } });
      const states = await readUnitStates(ports, "user", names, signal);
      assert.equal(states.byName.size, 0);
      assert.equal(states.unseenBecause, why);
    }
  });
});
