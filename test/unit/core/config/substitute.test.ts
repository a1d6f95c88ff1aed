import assert from "node:assert/strict";
import { substitute, variablesIn } from "../../../../src/core/config/substitute.ts";

const valueOf = (name: string): string | null => ({ A: "1", EMPTY: "" })[name] ?? null;

describe("substitute", () => {
  it("fills in upper-case names only", () => {
    assert.deepEqual(substitute("x${A}y${a}$A", valueOf), { text: "x1y${a}$A", missing: [] });
  });

  it("leaves what is unset or empty in place and tells it", () => {
    assert.deepEqual(substitute("${NO}${EMPTY}", valueOf), {
      text: "${NO}${EMPTY}",
      missing: ["NO", "EMPTY"],
    });
  });

  it("turns $${A} into a plain ${A}", () => {
    assert.deepEqual(substitute("$${A}$$${A}", valueOf), { text: "${A}$${A}", missing: [] });
  });

  it("does not fill in what a value brought in", () => {
    assert.equal(substitute("${A}", () => "${A}").text, "${A}");
  });
});

describe("variablesIn", () => {
  it("names each needed variable once, escaped ones not", () => {
    assert.deepEqual(variablesIn("${A}${B}${A}$${C}"), ["A", "B"]);
  });
});
