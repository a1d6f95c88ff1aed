/** OEM code pages: what Windows' console programs write into a pipe, by display language. */

/** Upper halves of the pages that no decoder of Node knows. */
const singleByte: Readonly<Record<number, string>> = {
  437:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐" +
    "└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u00a0",
  850:
    "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜø£Ø×ƒáíóúñÑªº¿®¬½¼¡«»░▒▓│┤ÁÂÀ©╣║╗╝¢¥┐" +
    "└┴┬├─┼ãÃ╚╔╩╦╠═╬¤ðÐÊËÈıÍÎÏ┘┌█▄¦Ì▀ÓßÔÒõÕµþÞÚÛÙýÝ¯´\u00ad±‗¾¶§÷¸°¨·¹³²■\u00a0",
};

/** Labels of the encodings (WHATWG) that are the same as a code page. */
const decoders: Readonly<Record<number, string>> = {
  866: "ibm866",
  932: "shift_jis",
  936: "gbk",
  949: "euc-kr",
  950: "big5",
};

const byLanguage: Readonly<Record<string, number>> = {
  "en-US": 437,
  "ja-JP": 932,
  "zh-CN": 936,
  "ko-KR": 949,
  "zh-TW": 950,
  "ru-RU": 866,
};

/** The code page of consoles where Windows has that language; that of Western Europe for those not listed. */
export function oemCodePage(language: string): number {
  return byLanguage[language] ?? 850;
}

/** A text as a console program writes it; what the page does not have becomes a question mark. */
export function encodeOem(text: string, codePage: number): Buffer {
  const table = tableOf(codePage);
  const bytes: number[] = [];
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    if (code < 0x80) bytes.push(code);
    else bytes.push(...(table.get(character) ?? [0x3f]));
  }
  return Buffer.from(bytes);
}

const tables = new Map<number, ReadonlyMap<string, readonly number[]>>();

function tableOf(codePage: number): ReadonlyMap<string, readonly number[]> {
  let table = tables.get(codePage);
  if (table === undefined) tables.set(codePage, (table = buildTable(codePage)));
  return table;
}

function buildTable(codePage: number): ReadonlyMap<string, readonly number[]> {
  const half = singleByte[codePage];
  if (half !== undefined) {
    return new Map(Array.from(half, (character, index) => [character, [0x80 + index]]));
  }
  const label = decoders[codePage];
  if (label === undefined) throw new Error(`code page ${codePage} is not known here`);
  const decoder = new TextDecoder(label);
  const table = new Map<string, readonly number[]>();
  // The first sequence that means a character is the one that Windows writes for all that the samples hold.
  const learn = (bytes: readonly number[]) => {
    const text = decoder.decode(Uint8Array.from(bytes));
    if (Array.from(text).length === 1 && text !== "\ufffd" && !table.has(text)) table.set(text, bytes);
  };
  for (let lead = 0x80; lead < 0x100; lead++) learn([lead]);
  if (label === "ibm866") return table;
  for (let lead = 0x81; lead < 0xff; lead++)
    for (let trail = 0x40; trail < 0xff; trail++) learn([lead, trail]);
  return table;
}
