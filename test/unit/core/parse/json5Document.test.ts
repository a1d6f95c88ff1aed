import assert from "node:assert/strict";
import { parseJson5, type DocumentNode } from "../../../../src/core/parse/json5Document.ts";

function plain(node: DocumentNode): unknown {
  if (node.kind === "scalar") return node.value;
  if (node.kind === "array") return node.elements.map(plain);
  return Object.fromEntries([...node.members].map(([key, value]) => [key, plain(value)]));
}

function valueOf(text: string): unknown {
  const parsed = parseJson5(text, "f");
  assert.ok(parsed.ok, parsed.ok ? "" : parsed.failure.message);
  return plain(parsed.value);
}

function faultOf(text: string): string {
  const parsed = parseJson5(text, "f");
  assert.ok(!parsed.ok, `accepted ${JSON.stringify(text)}`);
  const { place, message } = parsed.failure;
  return `${place.line}:${place.column} ${message}`;
}

describe("parseJson5", () => {
  it("reads what plain JSON cannot say", () => {
    const text =
      "\uFEFF// a\n{ a_b$: 'x', \"c\": [1, 2,], /* d */ null: .5, e: -.5, f: 5., g: 0xFF, \\u0068: +1e3, }";
    const expected = { a_b$: "x", c: [1, 2], null: 0.5, e: -0.5, f: 5, g: 255, h: 1000 };
    assert.deepEqual(valueOf(text), expected);
    assert.deepEqual(valueOf("[+Infinity, -Infinity, NaN]"), [Infinity, -Infinity, NaN]);
  });

  it("reads escapes and continued lines", () => {
    assert.equal(valueOf("'a\\\nb\\x41\\u00e9\\n\\'\\0\\q'"), "abAé\n'\0q");
    assert.equal(valueOf("'a\\\r\nb'"), "ab");
  });

  it("lets the last of two equal keys win", () => {
    assert.deepEqual(valueOf("{a: 1, a: 2}"), { a: 2 });
  });

  it("keeps keys that would reach into prototypes as plain keys", () => {
    const parsed = parseJson5('{"__proto__": {"polluted": true}}', "f");
    assert.ok(parsed.ok && parsed.value.kind === "object");
    assert.deepEqual([...parsed.value.members.keys()], ["__proto__"]);
    assert.equal(Object.hasOwn(Object.prototype, "polluted"), false);
  });

  it("tells where each key stands", () => {
    const parsed = parseJson5("{\r\n  gateway: {\n\n    port:\n      1 } }", "openclaw.json");
    assert.ok(parsed.ok && parsed.value.kind === "object");
    const gateway = parsed.value.members.get("gateway");
    assert.deepEqual(gateway?.place, { file: "openclaw.json", line: 2, column: 3 });
    assert.ok(gateway.kind === "object");
    assert.deepEqual(gateway.members.get("port")?.place, { file: "openclaw.json", line: 4, column: 5 });
  });

  it("points at a string that is not closed on its line, not at what follows", () => {
    assert.equal(faultOf("{\n  token: 'abc,\n  port: 'x'\n}"), "2:10 the string is not closed on its line");
  });

  for (const [text, fault] of [
    ["", "1:1 the file ends where a value is expected"],
    ["{a:1,\n b:@}", '2:4 found "@" where a value is expected'],
    ["{a:1", "1:5 the file ends where , or } is expected"],
    ["{a:1,,b:2}", '1:6 found "," where a key or } is expected'],
    ["{a 1}", '1:4 found "1" where : after the key is expected'],
    ["{a:1}}", '1:6 found "}" where the end of the file is expected'],
    ["{a:010}", '1:4 found "0" where a value is expected'],
    ["{a:1 /* b }", "1:6 the comment is not closed"],
    ["'\\1'", "1:2 not a valid escape sequence in a string"],
    ["{1:2}", '1:2 found "1" where a key or } is expected'],
    ["yes", '1:1 found "y" where a value is expected'],
  ] as const) {
    it(`refuses ${JSON.stringify(text)}`, () => assert.equal(faultOf(text), fault));
  }

  it("gives up on nesting that would exhaust the stack", () => {
    assert.match(faultOf("[".repeat(100_000)), /nested deeper than 400 levels/);
  });
});
