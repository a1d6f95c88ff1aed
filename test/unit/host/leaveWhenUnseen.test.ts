import assert from "node:assert/strict";
import { leaveWhenUnseen } from "../../../src/host/leaveWhenUnseen.ts";
import { Watch } from "../../../src/host/watch.ts";

const atRest = { isLooking: false, climbing: null };

function leaves(isWatching: boolean, state: Parameters<typeof leaveWhenUnseen>[1] = atRest): boolean {
  let left = false;
  leaveWhenUnseen({ isWatching }, state, () => {
    left = true;
  });
  return left;
}

describe("leaveWhenUnseen", () => {
  it("leaves when nobody looks, and never under a look or a ladder", () => {
    assert.equal(leaves(false), true);
    assert.equal(leaves(true), false);
    assert.equal(leaves(false, { ...atRest, isLooking: true }), false);
    const climbing = { ...atRest, climbing: {} as NonNullable<(typeof atRest)["climbing"]> };
    assert.equal(leaves(false, climbing), false);
  });
});

describe("Watch", () => {
  it("watches while something is visible that refreshes", () => {
    let refreshMs = 60_000;
    const watch = new Watch(
      async () => {},
      () => refreshMs,
    );
    assert.equal(watch.isWatching, false);
    watch.setVisible("topology", true);
    assert.equal(watch.isWatching, true);
    refreshMs = 0;
    assert.equal(watch.isWatching, false);
    refreshMs = 60_000;
    watch.setVisible("topology", false);
    assert.equal(watch.isWatching, false);
    watch.dispose();
  });
});
