import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

const root = new URL("../../src/", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");
const filesIn = (folder: string): readonly string[] =>
  readdirSync(new URL(folder, root), { recursive: true, encoding: "utf8" }).filter((file) =>
    file.endsWith(".ts"),
  );

/** Every folder whose files are found through a registry, and what a file of it exports. */
const registries = [
  { registry: "core/probe/registry.ts", folder: "core/probe/rungs", exports: /: Rung</ },
  { registry: "core/faults/registry.ts", folder: "core/faults/rules", exports: /= defineRule\(/ },
  { registry: "core/discover/registry.ts", folder: "core/discover", exports: /: NamespaceProvider =/ },
  {
    registry: "core/tokens/sources/registry.ts",
    folder: "core/tokens/sources",
    exports: /export const \w+: CandidateFinder/,
  },
  {
    registry: "terminal/registry.ts",
    folder: "terminal/commands",
    exports: /: (Terminal)?Command(<[^>]+>)? =/,
  },
  { registry: "commands/index.ts", folder: "commands", exports: /: Command =/ },
];

for (const { registry, folder, exports } of registries) {
  describe(registry, () => {
    const listed = read(registry);
    const members = filesIn(folder).filter((file) => exports.test(read(`${folder}/${file}`)));

    it("lists every member of its folder", () => {
      assert.notEqual(members.length, 0);
      assert.deepEqual(
        members.filter((file) => !listed.includes(`/${file}"`)),
        [],
      );
    });

    it("has no id twice", () => {
      const ids = members.flatMap((file) => /^ {2}id: "([^"]+)"/m.exec(read(`${folder}/${file}`))?.[1] ?? []);
      assert.deepEqual(ids.length, new Set(ids).size);
    });
  });
}
