import assert from "node:assert/strict";
import {
  parseDotenv,
  parseUnitEnvironmentFile,
  type EnvFileEntry,
} from "../../../../src/core/parse/envFile.ts";

function short(entries: readonly EnvFileEntry[]): readonly string[] {
  return entries.map(({ name, value, line }) => `${line} ${name}=${value}`);
}

describe("parseDotenv", () => {
  it("reads quotes, comments and export, and tells lines", () => {
    const text = "# c\nA=1 # not part\nexport B=\"x\\ny\"\r\n\nC = 'a # b'\nD=\nE: z\n";
    assert.deepEqual(short(parseDotenv(text)), ["2 A=1", "3 B=x\ny", "5 C=a # b", "6 D=", "7 E=z"]);
  });

  it("reads a quoted value over several lines", () => {
    assert.deepEqual(short(parseDotenv("A='x\ny'\nB=2")), ["1 A=x\ny", "3 B=2"]);
  });

  it("lets the last of two equal names win", () => {
    assert.deepEqual(short(parseDotenv("A=1\nA=2")), ["2 A=2"]);
  });

  it("expands nothing", () => {
    assert.deepEqual(short(parseDotenv("A=${HOME}/x\nB=$A")), ["1 A=${HOME}/x", "2 B=$A"]);
  });

  it("finds nothing in what is no such file", () => {
    assert.deepEqual(parseDotenv("just words\n{ json: 1 }"), []);
  });
});

describe("parseUnitEnvironmentFile", () => {
  it("follows systemd where it differs from a shell", () => {
    const text = [
      "# c",
      "; c",
      "A=plain value  ",
      'B="two words"',
      "C='$x \\'",
      "D=a\\",
      "b",
      'E="q\\"q" tail',
      'F=say "hi"',
      "G=x#y",
      "H=",
    ].join("\n");
    const expected = [
      "3 A=plain value",
      "4 B=two words",
      "5 C=$x \\",
      "6 D=ab",
      '8 E=q"qtail',
      '9 F=say "hi"',
      "10 G=x#y",
      "11 H=",
    ];
    assert.deepEqual(short(parseUnitEnvironmentFile(text)), expected);
  });

  it("passes over lines that assign nothing, export included", () => {
    assert.deepEqual(short(parseUnitEnvironmentFile("word\nexport A=1\nB=2")), ["3 B=2"]);
  });
});
