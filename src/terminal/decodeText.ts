/**
 * Decodes a text by its byte order mark: UTF-16 in both orders, as PowerShell 5 redirects it, else UTF-8. Null for
 * what is no text. Bytes that are wrong in an otherwise plain text are replaced: logs are cut mid-character.
 */
export function decodeText(bytes: Uint8Array): string | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  // A zero byte occurs in no text; PowerShell's UTF-16 without a mark is told by every second byte being zero.
  if (!bytes.includes(0)) return new TextDecoder("utf-8").decode(bytes);
  return isUtf16WithoutMark(bytes) ? new TextDecoder("utf-16le").decode(bytes) : null;
}

const sampleBytes = 4096;

function isUtf16WithoutMark(bytes: Uint8Array): boolean {
  const sample = bytes.subarray(0, sampleBytes);
  const pairs = Math.floor(sample.length / 2);
  let plain = 0;
  for (let index = 0; index < pairs * 2; index += 2) {
    if (sample[index] !== 0 && sample[index + 1] === 0) plain += 1;
  }
  return pairs > 0 && plain / pairs > 0.8;
}
