/**
 * Decodes what wsl.exe wrote to a pipe. Depending on its version, on `WSL_UTF8` and on whether WSL is installed that
 * is UTF-16LE or UTF-8, with or without BOM (microsoft/WSL#4607), and lines end with LF, CR LF or CR CR LF
 * (microsoft/WSL#4456). Hand in the whole output: half of it can look like the other encoding.
 */
export function decodeWindowsText(bytes: Uint8Array): string {
  // Standard error can hold warnings of wsl.exe itself and then, in bytes of its own, what the Linux program wrote.
  let text = "";
  let start = 0;
  for (let at = warningAt(bytes, 0); at !== -1; at = warningAt(bytes, start)) {
    const end = endOfWideLine(bytes, at);
    text += decodePart(bytes.subarray(start, at)) + wide.decode(bytes.subarray(at, end));
    start = end;
  }
  text += decodePart(bytes.subarray(start));
  return text.replaceAll(/[\r\0]/g, "");
}

const wide = new TextDecoder("utf-16le");
const narrow = new TextDecoder("utf-8");

/** Text in any script has a NUL in UTF-16LE, since every line ends in one; text in UTF-8 never has. */
function decodePart(bytes: Uint8Array): string {
  const hasWideBom = bytes[0] === 0xff && bytes[1] === 0xfe;
  return (hasWideBom || bytes.includes(0) ? wide : narrow).decode(bytes);
}

/** `wsl:` in UTF-16LE, as every warning begins. */
const warning = [0x77, 0, 0x73, 0, 0x6c, 0, 0x3a, 0];

function warningAt(bytes: Uint8Array, from: number): number {
  for (let at = bytes.indexOf(0x77, from); at !== -1; at = bytes.indexOf(0x77, at + 1)) {
    if (warning.every((byte, index) => bytes[at + index] === byte)) return at;
  }
  return -1;
}

function endOfWideLine(bytes: Uint8Array, start: number): number {
  for (let at = start; at + 1 < bytes.length; at += 2) {
    if (bytes[at] === 0x0a && bytes[at + 1] === 0) return at + 2;
  }
  return bytes.length;
}
