import assert from "node:assert/strict";
import { defineRule } from "../../../src/core/faults/rule.ts";
import { runFake, type FakeRun } from "../../support/fakeWorld.ts";

const rule = defineRule({
  id: "disk-full",
  layer: "meta",
  severity: "error",
  title: "The disk is full",
  meaning: "",
  firstAction: { label: "Free some space", command: null, risk: "destructive" },
  explains: "vantage",
  sources: [],
  signals: [{ match: "ENOSPC", recoveredBy: /space is back/ }],
  needs: {},
  find: () => null,
});

function explain(text: string, args: readonly string[] = ["--json"]): Promise<FakeRun> {
  return runFake(["explain", "a.log", ...args], { inputs: { "a.log": text }, catalogue: { rules: [rule] } });
}

describe("explain", () => {
  it("names the first line that shows a fault, and exits 1", async () => {
    const { stdout, exitCode } = await explain("fine\nwrite failed: ENOSPC\nENOSPC again\n");
    assert.equal(exitCode, 1);
    const { findings, history } = JSON.parse(stdout);
    assert.deepEqual(
      findings.map(({ id, line, excerpt }: Record<string, unknown>) => ({ id, line, excerpt })),
      [{ id: "disk-full", line: 2, excerpt: "write failed: ENOSPC" }],
    );
    assert.deepEqual(history, []);
  });

  it("counts no fault that is over by the end", async () => {
    const { stdout, exitCode } = await explain("ENOSPC\nspace is back\n");
    assert.equal(exitCode, 0);
    assert.equal(JSON.parse(stdout).history[0].id, "disk-full");
  });

  it("says that finding nothing proves nothing", async () => {
    const { stdout, exitCode } = await explain("all is well\n", []);
    assert.equal(exitCode, 0);
    assert.match(stdout, /No known fault shows in this text\./);
  });

  it("says that the input is empty", async () => {
    assert.match((await explain("\n", [])).stdout, /The input is empty\./);
  });
});
