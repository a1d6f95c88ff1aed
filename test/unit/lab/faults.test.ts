import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { labFaults } from "../../lab/faults/registry.ts";

const folder = new URL("../../lab/faults/", import.meta.url);
const read = (file: string) => readFileSync(new URL(file, folder), "utf8");

describe("lab: faults", () => {
  it("are all in the registry, each in the file of its name", () => {
    const camel = (id: string) => id.replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase());
    const members = readdirSync(folder).filter((file) =>
      /^export const \w+(: LabFault)? =/m.test(read(file)),
    );
    const known = labFaults.map(({ id }) => `${camel(id)}.ts`);
    assert.deepEqual(members.filter((file) => file !== "registry.ts").sort(), known.sort());
    assert.equal(new Set(known).size, known.length);
  });
});
