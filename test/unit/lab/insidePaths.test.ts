import assert from "node:assert/strict";
import { toLinuxPath, toWindowsPath } from "../../lab/inside/guest/paths.ts";
import { crossingEnvironment } from "../../lab/inside/guest/wslEnv.ts";

const place = { name: "Ubuntu", driveRoot: "/mnt/c" };

describe("paths inside of instances", () => {
  it("lead to the drive or to the instance's share", () => {
    assert.equal(toWindowsPath("/mnt/c", place), "C:\\");
    assert.equal(toWindowsPath("/mnt/c/Users/dev", place), "C:\\Users\\dev");
    assert.equal(toWindowsPath("/mnt/cd", place), "\\\\wsl.localhost\\Ubuntu\\mnt\\cd");
    assert.equal(toWindowsPath("/", place), "\\\\wsl.localhost\\Ubuntu\\");
    assert.equal(
      toWindowsPath("/mnt/c/x", { ...place, driveRoot: null }),
      "\\\\wsl.localhost\\Ubuntu\\mnt\\c\\x",
    );
  });

  it("come from there", () => {
    assert.equal(toLinuxPath("C:\\Users\\dev", place), "/mnt/c/Users/dev");
    assert.equal(toLinuxPath("c:/Users", { ...place, driveRoot: "/c" }), "/c/Users");
    assert.equal(toLinuxPath("C:\\", place), "/mnt/c/");
    assert.equal(toLinuxPath("\\\\wsl$\\ubuntu\\etc\\hosts", place), "/etc/hosts");
    assert.equal(toLinuxPath("\\\\wsl.localhost\\Debian\\etc", place), null);
    assert.equal(toLinuxPath("\\\\server\\share", place), null);
    assert.equal(toLinuxPath("D:\\x", place), null);
    assert.equal(toLinuxPath("a\\b", place), "a/b");
    assert.equal(toLinuxPath("C:\\x", { ...place, driveRoot: null }), null);
  });
});

describe("the environment that crosses to Windows", () => {
  const env = { A: "1", B: "/mnt/c/x", C: "/mnt/c/x:/etc", D: "4", E: "5", F: "6" };
  it("is what WSLENV names", () => {
    const shares = "A:B/p:C/l:D/u:E/w:MISSING";
    assert.deepEqual(crossingEnvironment({ ...env, WSLENV: shares }, place), {
      WSLENV: shares,
      A: "1",
      B: "C:\\x",
      C: "C:\\x;\\\\wsl.localhost\\Ubuntu\\etc",
      E: "5",
    });
  });

  it("is nothing without it", () => {
    assert.deepEqual(crossingEnvironment(env, place), {});
  });
});
