import assert from "node:assert/strict";
import { writeMachine, readMachine } from "../../../lab/machineFile.ts";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readWslConf } from "../../../lab/service/wslConf.ts";
import { readWslConfig } from "../../../lab/service/wslConfig.ts";

describe("lab: /etc/wsl.conf", () => {
  it("has WSL's defaults", () => {
    assert.deepEqual(readWslConf(null), {
      hasSystemd: false,
      bootCommand: null,
      initTimeoutMs: 10_000,
      defaultUser: null,
      automount: true,
      automountRoot: "/mnt",
      interop: true,
      appendWindowsPath: true,
      hostname: null,
      generateHosts: true,
      generateResolvConf: true,
    });
  });

  it("reads booleans in any case, comments, quotes and CRLF", () => {
    const conf = readWslConf(
      '# mine\r\n[Boot]\r\nsystemd = TRUE # yes\r\ncommand="service x start"\r\ninitTimeout=500\r\n' +
        "[automount]\nenabled=0\nroot=/windows/\n[interop]\nappendWindowsPath=False\nenabled=maybe\n[user]\ndefault=openclaw\n",
    );
    assert.equal(conf.hasSystemd, true);
    assert.equal(conf.bootCommand, "service x start");
    assert.equal(conf.initTimeoutMs, 500);
    assert.equal(conf.automount, false);
    assert.equal(conf.automountRoot, "/windows");
    assert.equal(conf.appendWindowsPath, false);
    assert.equal(conf.interop, true, "what cannot be read counts as left out");
    assert.equal(conf.defaultUser, "openclaw");
  });
});

describe("lab: .wslconfig", () => {
  const home = mkdtempSync(join(tmpdir(), "lab-config-"));
  after(() => rmSync(home, { recursive: true }));
  const file = "C:\\Users\\me\\.wslconfig";

  it("wins over the machine, and warns of keys and values that WSL does not know", () => {
    writeMachine(home, { instanceIdleMs: 1_000, vmIdleMs: 2_000 });
    const text =
      "[wsl2]\nfoo=1\nNetworkingMode=Mirrored\nlocalhostForwarding=false\n[general]\ninstanceIdleTimeout=-1\n" +
      "[experimental]\nnetworkingMode=bridge\n";
    const settings = readWslConfig(text, file, readMachine(home));
    assert.deepEqual(settings, {
      networkingMode: "mirrored",
      localhostForwarding: false,
      vmIdleMs: 2_000,
      instanceIdleMs: -1,
      warnings: [
        { text: "MessageConfigUnknownKey", params: { key: "wsl2.foo", file, line: "2" } },
        {
          text: "MessageConfigInvalidValue",
          params: {
            value: "bridge",
            key: "experimental.networkingMode",
            file,
            line: "8",
            valid: "nat, mirrored",
          },
        },
      ],
    });
  });

  it("leaves the machine's defaults when there is none", () => {
    writeMachine(home, {});
    const settings = readWslConfig(null, file, readMachine(home));
    assert.deepEqual(
      [settings.networkingMode, settings.localhostForwarding, settings.warnings],
      ["nat", true, []],
    );
  });
});
