import assert from "node:assert/strict";
import { recordedMoments } from "../../lab/recordings/registry.ts";
import { machines } from "../../support/machines.ts";

describe("machines recorded in the lab", () => {
  it("are those that can be taken anew", () => {
    assert.deepEqual(
      recordedMoments.map(({ machine }) => machine).toSorted(),
      machines.filter((machine) => /^(?:windows|wsl)-/.test(machine)),
    );
  });
});
