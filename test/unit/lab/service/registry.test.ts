import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { errorPath, isAtLeast } from "../../../lab/service/errors.ts";
import { isAllowedName, Registry, type RegistryEntry } from "../../../lab/service/registry.ts";
import { fromWindowsPath } from "../../../lab/service/windowsPath.ts";

const entry = (name: string, digit: string): RegistryEntry => ({
  name,
  guid: `{${digit.repeat(8)}-0000-4000-8000-000000000000}`,
  basePath: `C:\\wsl\\${name}`,
  version: 2,
  defaultUid: 0,
  flavor: "ubuntu",
  osVersion: "24.04",
  lower: ["/rootfs"],
  binds: [],
});

describe("lab: registry of instances", () => {
  let home: string;
  beforeEach(() => (home = mkdtempSync(join(tmpdir(), "lab-registry-"))));
  afterEach(() => rmSync(home, { recursive: true }));

  it("sorts the default first, the rest by GUID, and outlives the service", () => {
    const registry = new Registry(home);
    registry.add(entry("Ubuntu", "c"));
    registry.add(entry("Debian", "b"));
    registry.add(entry("Alpine", "a"));
    const names = (of: Registry) => of.list().map(({ name }) => name);
    assert.deepEqual(names(registry), ["Ubuntu", "Alpine", "Debian"]);
    registry.setDefault(entry("Debian", "b").guid);
    assert.deepEqual(names(new Registry(home)), ["Debian", "Alpine", "Ubuntu"]);
    assert.equal(new Registry(home).byName("uBUNTU")?.name, "Ubuntu");
  });

  it("passes the default on when it goes", () => {
    const registry = new Registry(home);
    registry.add(entry("One", "2"));
    registry.add(entry("Two", "1"));
    registry.remove(entry("One", "2").guid);
    assert.equal(registry.default()?.name, "Two");
    registry.remove(entry("Two", "1").guid);
    assert.equal(registry.default(), null);
  });

  it("allows the names that WSL allows", () => {
    assert.deepEqual(["a", "Ubuntu-24.04", "x_y", "z".repeat(256)].filter(isAllowedName).length, 4);
    assert.deepEqual(["", "two words", "ü", "legacy", "z".repeat(257), "a/b"].filter(isAllowedName), []);
  });
});

describe("lab: words of the service", () => {
  it("prints codes that older versions have no name for as numbers", () => {
    assert.equal(
      errorPath("Wsl/Service", "E_ILLEGAL_STATE_CHANGE", "2.9.4.0"),
      "Wsl/Service/E_ILLEGAL_STATE_CHANGE",
    );
    assert.equal(errorPath("Wsl/Service", "E_ILLEGAL_STATE_CHANGE", "2.6.3.0"), "Wsl/Service/0x8000000d");
    assert.equal(errorPath("Wsl/Service", "ERROR_FILE_EXISTS", "2.6.3.0"), "Wsl/Service/ERROR_FILE_EXISTS");
  });

  it("compares versions by number", () => {
    assert.ok(isAtLeast("2.10.0.0", "2.9.3"));
    assert.ok(isAtLeast("2.6.2.0", "2.6.2"));
    assert.ok(!isAtLeast("2.6.1.0", "2.6.2"));
  });

  it("finds Windows paths on the C: drive and no other", () => {
    assert.equal(fromWindowsPath("/lab", "C:\\Users\\me\\x"), "/lab/c/Users/me/x");
    assert.equal(fromWindowsPath("/lab", "c:/Users/../Users"), "/lab/c/Users");
    assert.equal(fromWindowsPath("/lab", "\\\\?\\C:\\a"), "/lab/c/a");
    assert.equal(fromWindowsPath("/lab", "D:\\a"), null);
    assert.equal(fromWindowsPath("/lab", "relative"), null);
    assert.equal(fromWindowsPath("/lab", "C:\\..\\..\\etc"), "/lab/c/etc");
  });
});
