import assert from "node:assert/strict";
import { coalesce } from "../../../../src/core/base/coalesce.ts";

function gate(): { readonly opened: Promise<void>; open(): void; fail(): void } {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  return { opened: promise, open: resolve, fail: () => reject(new Error("lost")) };
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
