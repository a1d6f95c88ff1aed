import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { encodeOem, oemCodePage } from "../../lab/windows/codePage.ts";
import { netstatTable } from "../../lab/windows/netstatTable.ts";
import { portProxyTable } from "../../lab/windows/portProxyTable.ts";
import { queryRegistry } from "../../lab/windows/registryQuery.ts";
import { tasklistTable } from "../../lab/windows/tasklistTable.ts";
import type { WindowsSocket } from "../../lab/windows/windowsSockets.ts";
import type { PortProxyRule, RegistryValue } from "../../lab/windows/windowsState.ts";
import { withCrLf } from "../../lab/windows/windowsTool.ts";

const languages = { en: "en-US", de: "de-DE", es: "es-ES", fr: "fr-FR", ja: "ja-JP", zh: "zh-CN" } as const;

/** Compares what a tool writes with recorded bytes. */
function assertSample(file: string, text: string, language: string = "en-US"): void {
  const sample = readFileSync(new URL(`../../fixtures/wsl-samples/windows/${file}`, import.meta.url));
  const written = encodeOem(withCrLf(text), oemCodePage(language));
  const codePage = oemCodePage(language);
  assert.equal(written.toString("latin1"), sample.toString("latin1"), `${file} in code page ${codePage}`);
}

describe("what the stand-ins of Windows' programs write", () => {
  for (const short of ["en", "de", "es", "fr"] as const) {
    it(`netstat -ano as recorded (${short})`, () => {
      const text = netstatTable(sockets, languages[short], { all: true, pids: true });
      assertSample(`netstat.${short}.stdout`, text, languages[short]);
    });
  }

  it("netstat leaves out listeners, UDP and owners unless asked", () => {
    const text = netstatTable(sockets, "en-US", { all: false, pids: false });
    assert.equal(text.split("\n").length, 6);
    assert.match(text, /State$/m);
    assert.match(text, /ESTABLISHED$/m);
  });

  for (const short of ["en", "de", "fr", "ja", "zh"] as const) {
    it(`netsh interface portproxy show v4tov4 as recorded (${short})`, () => {
      const text = portProxyTable(plainRules, languages[short], ["v4tov4"]);
      assertSample(`netsh-portproxy.${short}.stdout`, text, languages[short]);
    });
  }

  it("netsh interface portproxy show all as recorded", () => {
    assertSample("netsh-portproxy.all.en.stdout", portProxyTable(mixedRules, "en-US"));
    assertSample("netsh-portproxy.empty.stdout", portProxyTable([], "en-US"));
  });

  it("reg query of the instances as recorded", () => {
    const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss";
    const text = queryRegistry(lxss, { key, isDeep: true, value: null }) ?? "";
    assertSample("reg-query-lxss.stdout", text);
  });

  it("reg query without /s names the keys below", () => {
    const key = "hkcu\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss\\";
    const text = queryRegistry(lxss, { key, isDeep: false, value: null }) ?? "";
    assert.match(text, /^\nHKEY_CURRENT_USER\\Software.*\\Lxss\n {4}DefaultDistribution {4}REG_SZ {4}\{b6c5/);
    assert.match(text, /0x2\n {4}NatIpAddress.*\n\nHKEY_CURRENT_USER\\.*\\Lxss\\\{b6c53d6b-[^}]*\}\n$/);
  });

  it("reg query finds no key or value that is not there", () => {
    assert.equal(queryRegistry(lxss, { key: "HKCU\\Nowhere", isDeep: true, value: null }), null);
    const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss";
    assert.equal(queryRegistry(lxss, { key, isDeep: false, value: "Nothing" }), null);
  });

  it("tasklist in its three formats", () => {
    const options = { heads: true, verbose: false, services: false, language: "en-US", account: "PC\\me" };
    const rows = [task];
    assert.equal(
      tasklistTable(rows, { ...options, format: "csv", heads: false }),
      '"wslrelay.exe","8512","Console","1","12,345 K"\n',
    );
    assert.equal(
      tasklistTable(rows, { ...options, format: "table" }),
      "\nImage Name                     PID Session Name        Session#    Mem Usage\n" +
        "========================= ======== ================ =========== ============\n" +
        "wslrelay.exe                  8512 Console                    1     12,345 K\n",
    );
    assert.match(tasklistTable(rows, { ...options, format: "list" }), /^\nImage Name: {3}wslrelay\.exe\n/);
    assert.match(tasklistTable([], { ...options, format: "csv" }), /^INFO: No tasks/);
  });
});

const listener = { protocol: "TCP", remotePort: 0, state: "Listen" } as const;
const ipv4 = { ...listener, family: "ipv4", remoteAddress: "0.0.0.0" } as const;
const ipv6 = { ...listener, family: "ipv6", remoteAddress: "::" } as const;
const gateway: WindowsSocket = { ...ipv4, localAddress: "127.0.0.1", localPort: 18789, pid: 8512 };
const sockets: readonly WindowsSocket[] = [
  { ...ipv4, localAddress: "0.0.0.0", localPort: 135, pid: 1200 },
  gateway,
  { ...gateway, remoteAddress: "127.0.0.1", remotePort: 51363, state: "Established" },
  { ...ipv6, localAddress: "::", localPort: 8081, pid: 24176 },
  { ...ipv6, localAddress: "::1", localPort: 8081, pid: 29712 },
];

const lanRule: PortProxyRule = {
  kind: "v4tov4",
  listenAddress: "0.0.0.0",
  listenPort: 18789,
  connectAddress: "172.28.119.10",
  connectPort: 18789,
};
const plainRules: readonly PortProxyRule[] = [
  lanRule,
  { ...lanRule, listenAddress: "*", listenPort: 2222, connectAddress: "127.0.0.1", connectPort: 22 },
];
const mixedRules: readonly PortProxyRule[] = [
  lanRule,
  { ...lanRule, kind: "v4tov6", listenAddress: "127.0.0.1", connectAddress: "::1" },
  { ...lanRule, kind: "v6tov4", listenAddress: "::1" },
  {
    kind: "v6tov4",
    listenAddress: "fe80::1234:5678:9abc:def0",
    listenPort: 80,
    connectAddress: "127.0.0.1",
    connectPort: 80,
  },
];

const lxssKey = "HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss";
const guid = "{b6c53d6b-5c9e-4d6d-9f5e-0c6a9a6e2f11}";
const value = (key: string, name: string, data: string): RegistryValue => ({
  key,
  name,
  data,
  type: data.startsWith("0x") ? "REG_DWORD" : "REG_SZ",
});
const lxss: readonly RegistryValue[] = [
  value(lxssKey, "DefaultDistribution", guid),
  value(lxssKey, "DefaultVersion", "0x2"),
  value(lxssKey, "NatIpAddress", "172.28.119.10"),
  ...[
    ["State", "0x1"],
    ["DistributionName", "OpenClawGateway"],
    ["Version", "0x2"],
    ["BasePath", "C:\\Users\\me\\AppData\\Local\\OpenClawTray\\wsl"],
    ["Flags", "0xf"],
    ["DefaultUid", "0x3e8"],
    ["Modern", "0x1"],
    ["RunOOBE", "0x1"],
    ["Flavor", "ubuntu"],
    ["OsVersion", "24.04"],
    ["VhdFileName", "ext4.vhdx"],
    [
      "ShortcutPath",
      "C:\\Users\\me\\AppData\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\OpenClawGateway.lnk",
    ],
    [
      "TerminalProfilePath",
      `C:\\Users\\me\\AppData\\Local\\Microsoft\\Windows Terminal\\Fragments\\Microsoft.WSL\\${guid}.json`,
    ],
  ].map(([name = "", data = ""]) => value(`${lxssKey}\\${guid}`, name, data)),
];

const task = {
  pid: 8512,
  parentPid: 4,
  hostPid: null,
  image: "wslrelay.exe",
  commandLine: "",
  services: [],
  memoryKb: 12_345,
  cpuMs: 0,
  startedAt: new Date(0),
};
