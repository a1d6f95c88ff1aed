import assert from "node:assert/strict";
import { windows } from "../../../../../src/core/discover/windows.ts";
import type { Discovery } from "../../../../../src/core/discover/provider.ts";
import { fakePorts, type FakeMachineScript } from "../../../../support/fakeMachine.ts";
import { relayV4, relayV6, windowsMachine, windowsTools } from "../../../../support/fakeWindows.ts";

async function look(script: FakeMachineScript): Promise<Discovery & { readonly asked: readonly string[] }> {
  const { machine, ports } = fakePorts(script);
  return { ...(await windows.discover(ports, new AbortController().signal)), asked: machine.asked };
}

function listenersOf({ networks }: Discovery): readonly string[] {
  const listeners = networks[0]?.listeners;
  if (listeners?.known !== true) return [];
  return listeners.value.map(({ id, owner, exposure }) => `${id} ${owner?.process} ${exposure}`);
}

const live = {
  "http://127.0.0.1:18789/healthz": '{"ok":true,"status":"live"}',
  "http://127.0.0.1:18789/startupz": '{"ok":true,"status":"started","version":"2026.9.6","uptimeMs":60000}',
};

describe("the windows provider", () => {
  it("lists who listens, and which of them only pass connections on", async () => {
    const docker = { address: "0.0.0.0", port: 8081, pid: 24_176, program: "com.docker.backend.exe" };
    const rpc = { address: "0.0.0.0", port: 135, pid: 1200, program: "svchost.exe" };
    const found = await look(windowsMachine([rpc, relayV4, relayV6, docker]));
    assert.deepEqual(listenersOf(found), [
      "windows/0.0.0.0:135 svchost.exe lan",
      "windows/0.0.0.0:8081 com.docker.backend.exe published",
      "windows/127.0.0.1:18789 wslrelay.exe relay",
      "windows/[::1]:18789 wslrelay.exe relay",
    ]);
    assert.equal(found.namespaces[0]?.id, "windows");
  });

  it("keeps both owners of an address that they share", async () => {
    const node = { ...relayV4, pid: 50, program: "node.exe" };
    assert.deepEqual(listenersOf(await look(windowsMachine([relayV4, node]))), [
      "windows/127.0.0.1:18789 wslrelay.exe relay",
      "windows/127.0.0.1:18789#node.exe node.exe loopback",
    ]);
  });

  it("takes a service host for a relay only where a portproxy rule makes it one", async () => {
    const host = { address: "0.0.0.0", port: 8443, pid: 1200, program: "svchost.exe" };
    const table = "0.0.0.0         8443        172.29.0.9      8443\r\n";
    const commands = { "C:\\Windows\\System32\\netsh.exe interface portproxy show all": table };
    assert.deepEqual(listenersOf(await look(windowsMachine([host], { commands }))), [
      "windows/0.0.0.0:8443 svchost.exe relay",
    ]);
  });

  it("finds the gateway of Windows itself, and the one behind a relay", async () => {
    const native = { ...relayV4, pid: 50, program: "node.exe" };
    const [own] = (await look(windowsMachine([native], { http: live }))).gateways;
    assert.deepEqual([own?.id, own?.pid, own?.ownerVerified], ["windows:18789", 50, false]);
    const [behind] = (await look(windowsMachine([relayV4], { http: live }))).gateways;
    assert.deepEqual([behind?.id, behind?.pid], ["windows:18789", null]);
  });

  it("asks nobody but at the port of a gateway", async () => {
    const web = { address: "127.0.0.1", port: 3000, pid: 9, program: "node.exe" };
    const { asked } = await look(windowsMachine([web]));
    assert.deepEqual(
      asked.filter((each) => each.startsWith("GET")),
      [],
    );
  });

  it("runs the tools of Windows by their path", async () => {
    const { asked } = await look(windowsMachine([]));
    assert.ok(
      asked.every((each) => each.startsWith("C:\\Windows\\System32\\")),
      asked.join("\n"),
    );
  });

  it("says what it could not see", async () => {
    const commands = { "C:\\Windows\\System32\\netstat.exe -ano": { exitCode: 1 } };
    const broken = await look(windowsMachine([], { commands }));
    assert.deepEqual(broken.networks[0]?.listeners, {
      known: false,
      reason: "netstat.exe: exit 1",
      evidence: ["commands:C:\\Windows\\System32\\netstat.exe -ano"],
    });
    const silent = { "C:\\Windows\\System32\\tasklist.exe /FO CSV /NH": { exitCode: 1 } };
    const unnamed = await look(windowsMachine([relayV4], { commands: silent }));
    assert.deepEqual(listenersOf(unnamed), ["windows/127.0.0.1:18789 process 8512 loopback"]);
    assert.match(unnamed.namespaces[0]?.blindSpots[0] ?? "", /known by pid only/);
  });

  it("reads what .wslconfig says of the network", async () => {
    const files = { "C:\\Users\\dev\\.wslconfig": "[wsl2]\nlocalhostForwarding=false\n" };
    const { wslConfig } = await look(windowsMachine([], { files }));
    assert.ok(wslConfig?.known);
    assert.deepEqual(wslConfig.value.localhostForwarding, { value: false, line: 2 });
  });
});

describe("the windows provider inside an instance", () => {
  const inside: FakeMachineScript = {
    facts: { wslInstance: "Ubuntu" },
    files: { "/mnt/c/Windows/System32/netstat.exe": "", "/mnt/c/Users/dev/.wslconfig": "[wsl2]\n" },
    commands: windowsTools([{ ...relayV4, program: "node.exe" }], "/mnt/c/Windows/System32/"),
  };

  it("looks at Windows through its drive, and asks nothing of its own loopback", async () => {
    const found = await look({ ...inside, http: live });
    assert.deepEqual(listenersOf(found), ["windows/127.0.0.1:18789 node.exe loopback"]);
    assert.deepEqual(found.gateways, []);
    assert.ok(found.wslConfig?.known);
    assert.equal(found.wslConfig.value.path, "/mnt/c/Users/dev/.wslconfig");
  });

  it("finds the gateway of Windows by asking from Windows, and asks nothing that is relayed", async () => {
    const curl = "/mnt/c/Windows/System32/curl.exe -s -m 2 -w \\n%{http_code} %{content_type}";
    const json = "\n200 application/json; charset=utf-8";
    const commands = {
      ...inside.commands,
      [`${curl} http://127.0.0.1:18789/healthz`]: `{"ok":true,"status":"live"}${json}`,
      [`${curl} http://127.0.0.1:18789/startupz`]: `${live["http://127.0.0.1:18789/startupz"]}${json}`,
    };
    const found = await look({ ...inside, commands });
    assert.deepEqual(
      found.gateways.map(({ id, version, answersAt }) => [id, version, answersAt[0]?.namespace]),
      [["windows:18789", "2026.9.6", "windows"]],
    );
    const relayed = windowsTools([relayV4], "/mnt/c/Windows/System32/");
    assert.deepEqual((await look({ ...inside, commands: { ...commands, ...relayed } })).gateways, []);
    const refused = { ...commands, [`${curl} http://127.0.0.1:18789/healthz`]: { exitCode: 7 } };
    assert.deepEqual((await look({ ...inside, commands: refused })).gateways, []);
  });

  it("knows another place of the drives", async () => {
    const found = await look({
      ...inside,
      files: { "/etc/wsl.conf": '[automount]\nroot = "/win/"\n', "/win/c/Windows/System32/netstat.exe": "" },
      commands: windowsTools([relayV4], "/win/c/Windows/System32/"),
    });
    assert.deepEqual(listenersOf(found), ["windows/127.0.0.1:18789 wslrelay.exe relay"]);
  });

  it("finds nothing where the drives are not there", async () => {
    const found = await look({ facts: { wslInstance: "Ubuntu" } });
    assert.deepEqual([found.networks, found.namespaces, found.asked], [[], [], []]);
  });

  it("does not tell whose .wslconfig counts where several are there", async () => {
    const files = { ...inside.files, "/mnt/c/Users/ann/.wslconfig": "" };
    assert.equal((await look({ ...inside, files })).wslConfig?.known, false);
  });
});
