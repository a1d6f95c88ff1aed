import assert from "node:assert/strict";
import { cgroupPathOf, parseProcStat } from "../../../../src/core/parse/procfs.ts";

const stat = (name: string, flags = "4194560"): string =>
  `42 (${name}) S 7 42 42 0 -1 ${flags} 1 0 0 0 1 1 0 0 20 0 11 0 12345 1 1 18446744073709551615`;

describe("parseProcStat", () => {
  it("reads what a process is called, whatever that is", () => {
    for (const name of ["node", "a) R 1 (b", "tmux: server", ""]) {
      assert.deepEqual(parseProcStat(stat(name)), {
        pid: 42,
        name,
        state: "S",
        parentPid: 7,
        isKernelThread: false,
        startedAfterMs: 123_450,
      });
    }
  });

  it("knows a kernel thread, and what is no process", () => {
    assert.equal(parseProcStat(stat("kthreadd", "2129984"))?.isKernelThread, true);
    assert.equal(parseProcStat(""), null);
    assert.equal(parseProcStat("(x) S"), null);
  });
});

describe("cgroupPathOf", () => {
  it("takes the unified hierarchy, else systemd's own", () => {
    assert.equal(
      cgroupPathOf(["1:name=systemd:/a.service", "0::/user.slice/b.service"]),
      "/user.slice/b.service",
    );
    assert.equal(cgroupPathOf(["4:memory:/x", "1:name=systemd:/a:b.service"]), "/a:b.service");
    assert.equal(cgroupPathOf([""]), null);
  });
});
