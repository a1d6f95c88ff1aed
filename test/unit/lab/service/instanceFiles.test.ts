import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findAccount } from "../../../lab/service/accounts.ts";
import { readInstanceFile } from "../../../lab/service/instanceFiles.ts";
import { launchEnvironment } from "../../../lab/service/launchEnvironment.ts";
import { writeNetworkFiles } from "../../../lab/service/networkFiles.ts";
import { readWslConf } from "../../../lab/service/wslConf.ts";

const files = {
  passwd:
    "root:x:0:0:root:/root:/bin/bash\nopenclaw:x:1000:1000::/home/openclaw:/bin/zsh\nold:x:7:7::/:\nbroken\n",
  group: "root:x:0:\nopenclaw:x:1000:\nsudo:x:27:openclaw,other\nadm:x:4:other\n",
};

describe("lab: files of an instance", () => {
  let layers: string[];
  beforeEach(() => {
    const dir = mkdtempSync(join(tmpdir(), "lab-layers-"));
    layers = ["upper", "lower"].map((name) => join(dir, name));
    for (const layer of layers) mkdirSync(join(layer, "etc"), { recursive: true });
  });
  afterEach(() => rmSync(join(layers[0] ?? "", ".."), { recursive: true }));

  const write = (layer: number, path: string, text: string) =>
    writeFileSync(join(layers[layer] ?? "", path), text);

  it("come from the topmost layer, also by links across layers", () => {
    write(1, "etc/a", "lower");
    assert.equal(readInstanceFile(layers, "/etc/a"), "lower");
    write(0, "etc/a", "upper");
    assert.equal(readInstanceFile(layers, "/etc/a"), "upper");
    symlinkSync("/etc/a", join(layers[1] ?? "", "etc/b"));
    symlinkSync("../etc/b", join(layers[1] ?? "", "etc/c"));
    assert.equal(readInstanceFile(layers, "/etc/c"), "upper");
    assert.equal(readInstanceFile(layers, "/etc/none"), null);
    assert.equal(readInstanceFile(layers, "/etc"), null);
  });

  it("are generated before a start, as far as wsl.conf lets them be", () => {
    symlinkSync("/run/resolv", join(layers[0] ?? "", "etc/resolv.conf"));
    writeNetworkFiles(layers[0] ?? "", readWslConf("[network]\ngenerateHosts=false\n"), "PC", "172.29.0.1");
    assert.match(readInstanceFile(layers, "/etc/resolv.conf") ?? "", /^nameserver 172\.29\.0\.1$/m);
    assert.equal(readInstanceFile(layers, "/etc/hosts"), null);
    assert.equal(readInstanceFile(layers, "/etc/hostname"), "PC\n");
  });
});

describe("lab: accounts", () => {
  it("are found by name or uid, with their groups", () => {
    const account = findAccount(files, "openclaw");
    assert.deepEqual(account, {
      name: "openclaw",
      uid: 1000,
      gid: 1000,
      groups: [27, 1000],
      home: "/home/openclaw",
      shell: "/bin/zsh",
    });
    assert.deepEqual(findAccount(files, 1000), account);
    assert.equal(findAccount(files, "old")?.shell, "/bin/sh");
    assert.equal(findAccount(files, "nobody"), null);
  });
});

describe("lab: environment of a command", () => {
  const account = findAccount(files, "openclaw");
  const of = (conf: string, wslVersion = "2.9.4.0") => {
    assert.ok(account);
    const around = {
      instance: "Ubuntu",
      computerName: "PC",
      account,
      wslVersion,
      installedFolders: ["Program Files/Docker"],
      localeFile: "LANG=C.UTF-8\n",
    };
    return launchEnvironment({ ...around, conf: readWslConf(conf) });
  };

  it("names the user's bus only where systemd runs", () => {
    const env = of("[boot]\nsystemd=true");
    assert.equal(env["XDG_RUNTIME_DIR"], "/run/user/1000");
    assert.equal(env["DBUS_SESSION_BUS_ADDRESS"], "unix:path=/run/user/1000/bus");
    assert.equal(of("[boot]\nsystemd=true", "2.6.3.0")["XDG_RUNTIME_DIR"], "/run/user/1000/");
    assert.equal("XDG_RUNTIME_DIR" in of(""), false);
    assert.deepEqual([env["LANG"], env["SHELL"], env["WSL_DISTRO_NAME"]], ["C.UTF-8", "/bin/zsh", "Ubuntu"]);
  });

  it("has Windows' folders at the end of PATH, unless wsl.conf says otherwise", () => {
    assert.match(of("")["PATH"] ?? "", /:\/mnt\/c\/Windows\/system32:\/mnt\/c\/Windows:/);
    assert.match(of("[automount]\nroot=/win")["PATH"] ?? "", /:\/win\/c\/Windows:/);
    for (const conf of [
      "[interop]\nappendWindowsPath=false",
      "[interop]\nenabled=false",
      "[automount]\nenabled=false",
    ]) {
      assert.doesNotMatch(of(conf)["PATH"] ?? "", /Windows/);
    }
    assert.equal("WSL_INTEROP" in of("[interop]\nenabled=false"), false);
  });
});
