import assert from "node:assert/strict";
import { seatsAround } from "../../../../../src/core/discover/wsl/sharedListeners.ts";
import { known, unknown } from "../../../../../src/core/model/fact.ts";
import { guestListener, instance } from "../../../../support/fakeWsl.ts";

describe("seatsAround", () => {
  it("waits for every place, and knows each socket's owner from whoever knows it", async () => {
    const [first, second] = seatsAround("wsl", 2);
    assert.ok(first !== undefined && second !== undefined);
    let isSettled = false;
    const early = first.share(known([guestListener("127.0.0.1", { owner: null })]));
    void early.then(() => {
      isSettled = true;
    });
    await new Promise(setImmediate);
    assert.equal(isSettled, false);
    const late = await second.share(known([guestListener("127.0.0.1")]));
    assert.ok(late.known);
    assert.equal(late.value.length, 1);
    assert.equal(late.value[0]?.owner?.namespace, instance);
    assert.deepEqual(await early, late);
  });

  it("does not wait for a place that leaves, and counts one that shares and leaves once", async () => {
    const [first, second, third] = seatsAround("wsl", 3);
    const all = first?.share(known([]));
    second?.leave();
    first?.leave();
    third?.leave();
    assert.deepEqual(await all, known([]));
  });

  it("knows nothing where nobody does", async () => {
    const [only] = seatsAround("wsl", 1);
    assert.deepEqual(await only?.share(unknown("denied")), unknown("denied"));
  });
});
