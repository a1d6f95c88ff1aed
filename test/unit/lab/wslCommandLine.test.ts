import assert from "node:assert/strict";
import {
  firstArgument,
  quoteArgument,
  rawCommandLine,
  splitArguments,
  withoutFirst,
} from "../../lab/wsl/commandLine.ts";

describe("the command line of wsl.exe", () => {
  // From the comments of quote_cmd_arg in libuv's src/win/process.c, and its tests.
  const quoted: readonly (readonly [string, string])[] = [
    ["", '""'],
    ["hello", "hello"],
    ["hello world", '"hello world"'],
    ["tab\there", '"tab\there"'],
    ['hello"world', '"hello\\"world"'],
    ['hello""world', '"hello\\"\\"world"'],
    ["hello\\world", "hello\\world"],
    ["hello\\\\world", "hello\\\\world"],
    ['hello\\"world', '"hello\\\\\\"world"'],
    ['hello\\\\"world', '"hello\\\\\\\\\\"world"'],
    ["hello world\\", '"hello world\\\\"'],
    ["a\nb", "a\nb"],
    ["$HOME;x", "$HOME;x"],
    ["'a'", "'a'"],
  ];
  for (const [argument, written] of quoted) {
    it(`writes ${JSON.stringify(argument)} as ${written}`, () => {
      assert.equal(quoteArgument(argument), written);
      assert.deepEqual(splitArguments(written), [argument]);
    });
  }

  it("gives back any argv that Node has written", () => {
    const parts = ["a", " ", '"', "\\", "\t", "\n", "ä", "'"];
    let seed = 7;
    const random = (below: number) => {
      seed = (seed * 1103515245 + 12345) % 2 ** 31;
      return seed % below;
    };
    for (let round = 0; round < 2_000; round += 1) {
      const word = () => Array.from({ length: random(7) }, () => parts[random(parts.length)] ?? "").join("");
      const argv = Array.from({ length: random(4) + 1 }, word);
      assert.deepEqual(splitArguments(rawCommandLine(argv)), argv, JSON.stringify(argv));
    }
  });

  it("splits options at blanks, and knows quotes only where it is told to", () => {
    assert.equal(firstArgument('"My Distro" x'), '"My');
    assert.equal(firstArgument('"C:\\a b" x', true), '"C:\\a b"');
    assert.equal(firstArgument('"open', true), '"open');
    assert.equal(withoutFirst("-d \t Ubuntu  -e x", "-d"), "Ubuntu  -e x");
  });
});
