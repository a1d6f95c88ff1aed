/**
 * Breaks a text into lines of at most `width` columns between words. A word that is longer stays whole: it is
 * mostly a path or an address, which one wants to copy. Line breaks of the text itself are kept.
 */
export function wrapText(text: string, width: number | null): readonly string[] {
  return text.split("\n").flatMap((line) => (width === null ? [line] : wrapLine(line, Math.max(width, 10))));
}

function wrapLine(line: string, width: number): readonly string[] {
  const lines: string[] = [];
  let current = "";
  for (const word of line.split(" ")) {
    if (current !== "" && current.length + 1 + word.length > width) {
      lines.push(current);
      current = word;
    } else {
      current = current === "" ? word : `${current} ${word}`;
    }
  }
  return [...lines, current];
}
