import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { CappedOutput } from "../../../../src/platform/process/cappedOutput.ts";
import { execaRunner } from "../../../../src/platform/process/execaRunner.ts";

setFlagsFromString("--expose-gc");
const collectGarbage = runInNewContext("gc") as () => void;

/** Bytes of buffers in use, once what nobody holds is gone. */
async function settledBytes(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    collectGarbage();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return process.memoryUsage().arrayBuffers;
}

function collect(chunks: readonly Buffer[], maxBytes = 1_000): CappedOutput {
  const output = new CappedOutput(maxBytes);
  for (const chunk of chunks) output.add(chunk);
  return output;
}

describe("CappedOutput", () => {
  const text = "Größe ✓ 😀 日本\r\nzweite Zeile";

  for (const encoding of ["utf8", "utf16le"] as const) {
    it(`decodes ${encoding} the same wherever the chunks are split`, () => {
      const bytes = Buffer.from(text, encoding);
      for (let at = 0; at <= bytes.length; at += 1) {
        const output = collect([bytes.subarray(0, at), bytes.subarray(at)]);
        assert.equal(output.text(encoding), text, `split at byte ${at}`);
      }
      assert.equal(collect([...bytes].map((byte) => Buffer.of(byte))).text(encoding), text);
    });

    it(`drops a ${encoding} byte order mark at the start only`, () => {
      assert.equal(collect([Buffer.from("\uFEFFa\uFEFF", encoding)]).text(encoding), "a\uFEFF");
    });

    it(`never breaks a ${encoding} character at the cut`, () => {
      const bytes = Buffer.from("aé😀".repeat(100), encoding);
      for (let cap = 20; cap < 40; cap += 1) {
        const cut = collect([bytes], cap).text(encoding);
        assert.ok(!cut.includes("\uFFFD"), `cap ${cap}: ${cut}`);
        assert.doesNotMatch(cut, /\p{Surrogate}/u, `cap ${cap}`);
      }
    });
  }

  it("keeps head and tail and says how much is missing", () => {
    const output = collect([Buffer.from("HEAD"), Buffer.from("x".repeat(500)), Buffer.from("TAIL")], 8);
    assert.ok(output.isTruncated);
    assert.equal(output.text("utf8"), "HEAD\n[500 bytes left out]\nTAIL");
  });

  it("cuts nothing that fits exactly", () => {
    const output = collect([Buffer.from("1234"), Buffer.from("5678")], 8);
    assert.equal(output.text("utf8"), "12345678");
    assert.ok(!output.isTruncated);
  });

  it("holds no more memory than its cap, however much comes", async () => {
    const before = await settledBytes();
    const output = new CappedOutput(100_000);
    for (let count = 0; count < 1_600; count += 1) output.add(Buffer.alloc(65_536, "x"));
    const heldBytes = (await settledBytes()) - before;
    assert.ok(output.isTruncated);
    assert.ok(heldBytes < 1_000_000, `holds ${heldBytes} bytes`);
  }).timeout(60_000);

  it("takes 100 MB from a child and keeps both ends", async () => {
    const code =
      'const b=Buffer.alloc(1e6,"x");let n=0;process.stdout.write("START");(function w(){while(n++<100)' +
      'if(!process.stdout.write(b))return process.stdout.once("drain",w);process.stdout.write("END")})()';
    const answer = await execaRunner.run(
      { program: process.execPath, args: ["-e", code], timeoutMs: 110_000, maxOutputBytes: 100_000 },
      new AbortController().signal,
    );
    assert.ok(answer.ok);
    assert.ok(answer.value.truncated);
    assert.match(answer.value.stdout, /^START/);
    assert.match(answer.value.stdout, /END$/);
    assert.ok(answer.value.stdout.length < 101_000);
  }).timeout(120_000);
});
