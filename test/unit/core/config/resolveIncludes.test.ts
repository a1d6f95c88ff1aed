import assert from "node:assert/strict";
import { nodeAt } from "../../../../src/core/config/configReading.ts";
import { resolveIncludes, type Included } from "../../../../src/core/config/resolveIncludes.ts";
import { parseJson5, type DocumentNode } from "../../../../src/core/parse/json5Document.ts";
import type { FakeFileTree } from "../../../support/fakeFiles.ts";
import { fakePorts } from "../../../support/fakeMachine.ts";

const configPath = "/c/openclaw.json";

async function include(text: string, files: FakeFileTree = {}, roots: string[] = []): Promise<Included> {
  const parsed = parseJson5(text, configPath);
  assert.ok(parsed.ok);
  return resolveIncludes(parsed.value, configPath, roots, fakePorts({ files }).ports.files);
}

function plain(node: DocumentNode | null): unknown {
  if (node === null) return null;
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.elements.map(plain);
  return Object.fromEntries([...node.members].map(([key, value]) => [key, plain(value)]));
}

const messagesOf = ({ problems }: Included): readonly string[] =>
  problems.map(({ file, line, message }) => `${file}:${line} ${message}`);

describe("resolveIncludes", () => {
  it("replaces an object by a file, relative to the including one, and keeps where each is written", async () => {
    const { root, problems } = await include("{gateway: {$include: './sub/g.json5'}}", {
      "/c/sub/g.json5": "{mode: 'local',\n auth: {$include: 'auth.json5'}}",
      "/c/sub/auth.json5": "// a\n{token: 't'}",
    });
    assert.deepEqual(problems, []);
    assert.deepEqual(plain(root), { gateway: { mode: "local", auth: { token: "t" } } });
    const token = nodeAt(root, "gateway.auth.token");
    assert.deepEqual(token?.place, { file: "/c/sub/auth.json5", line: 2, column: 2 });
  });

  it("merges several files in order, lists joined, and keys beside $include last", async () => {
    const { root } = await include("{$include: ['a.json5', 'b.json5'], x: 3, list: [3]}", {
      "/c/a.json5": "{x: 1, y: {p: 1, q: 1}, list: [1]}",
      "/c/b.json5": "{x: 2, y: {q: 2}, list: [2]}",
    });
    assert.deepEqual(plain(root), { x: 3, y: { p: 1, q: 2 }, list: [1, 2, 3] });
  });

  it("names the line of an include that does not exist", async () => {
    assert.deepEqual(messagesOf(await include("{\n  $include: './no.json5' }")), [
      "/c/openclaw.json:2 /c/no.json5 does not exist",
    ]);
  });

  it("points into an included file that cannot be parsed", async () => {
    const included = await include("{gateway: {$include: 'g.json5'}}", { "/c/g.json5": "{\n a: }" });
    assert.deepEqual(
      included.problems.map(({ file, line, column, kind }) => [file, line, column, kind]),
      [["/c/g.json5", 2, 5, "syntax"]],
    );
  });

  it("refuses a circle", async () => {
    const files = { "/c/a.json5": "{$include: 'openclaw.json'}" };
    assert.match(messagesOf(await include("{$include: 'a.json5'}", files))[0] ?? "", /circular \$include/);
  });

  it("goes ten levels deep and no deeper", async () => {
    const files: Record<string, string> = {};
    for (let level = 1; level <= 11; level += 1)
      files[`/c/${level}.json5`] = `{$include: '${level + 1}.json5'}`;
    files["/c/10.json5"] = "{x: 1}";
    assert.deepEqual(plain((await include("{$include: '1.json5'}", files)).root), { x: 1 });
    files["/c/10.json5"] = "{$include: '11.json5'}";
    files["/c/11.json5"] = "{x: 1}";
    const tooDeep = await include("{$include: '1.json5'}", files);
    assert.deepEqual(messagesOf(tooDeep), ["/c/10.json5:1 $include nested deeper than 10 levels"]);
  });

  it("stays in the config's directory, links resolved, unless a root allows more", async () => {
    const files = { "/etc/g.json5": "{x: 1}", "/c/link.json5": { linkTo: "/etc/g.json5" } };
    assert.match(messagesOf(await include("{$include: '../etc/g.json5'}", files))[0] ?? "", /lies outside/);
    assert.match(messagesOf(await include("{$include: 'link.json5'}", files))[0] ?? "", /is a link to/);
    const allowed = await include("{$include: '/etc/g.json5'}", files, ["/etc"]);
    assert.deepEqual(plain(allowed.root), { x: 1 });
    assert.match(messagesOf(await include("{$include: '/cc/g.json5'}", files))[0] ?? "", /lies outside/);
  });

  for (const [text, message] of [
    ["{$include: 5}", /takes a file name/],
    ["{$include: ['a.json5', 5]}", /takes a file name/],
    ["{$include: 'list.json5', x: 1}", /need an included object/],
    ["{$include: 'secret.json5'}", /may not be read/],
    ["{$include: 'dir'}", /is not a file/],
  ] as const) {
    it(`refuses ${text}`, async () => {
      const files: FakeFileTree = {
        "/c/a.json5": "{}",
        "/c/list.json5": "[1]",
        "/c/secret.json5": { failure: "no-permission" },
        "/c/dir": { isDirectory: true },
      };
      assert.match(messagesOf(await include(text, files)).join("\n"), message);
    });
  }
});
