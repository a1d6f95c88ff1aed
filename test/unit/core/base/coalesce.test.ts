import assert from "node:assert/strict";
import { coalesce } from "../../../../src/core/base/coalesce.ts";

interface Gate {
  readonly opened: Promise<void>;
  open(): void;
  fail(): void;
}

function gate(): Gate {
  let settle: Pick<Gate, "open" | "fail"> | null = null;
  const opened = new Promise<void>((resolve, reject) => {
    settle = { open: resolve, fail: () => reject(new Error("lost")) };
  });
  return { opened, open: () => settle?.open(), fail: () => settle?.fail() };
}

describe("coalesce", () => {
  it("runs once more for any number of calls during a run", async () => {
    const gates = [gate(), gate(), gate()];
    let runs = 0;
    const refresh = coalesce(() => gates[runs++]?.opened ?? Promise.resolve());
    const first = refresh();
    const later = [refresh(), refresh(), refresh()];
    assert.equal(runs, 1);
    gates[0]?.open();
    await first;
    await Promise.resolve();
    assert.equal(runs, 2);
    gates[1]?.open();
    await Promise.all(later);
    assert.equal(runs, 2);
    gates[2]?.open();
    await refresh();
    assert.equal(runs, 3);
  });

  it("starts the waiting run after a failed one, and fails only for those who asked for it", async () => {
    const gates = [gate(), gate()];
    let runs = 0;
    const refresh = coalesce(() => gates[runs++]?.opened ?? Promise.resolve());
    const first = refresh();
    const second = refresh();
    gates[0]?.fail();
    await assert.rejects(first, /lost/);
    gates[1]?.open();
    await second;
    assert.equal(runs, 2);
  });
});
