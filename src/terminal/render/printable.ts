/**
 * Takes everything out of a text that a terminal would obey: control characters and text-direction marks. Process
 * names, log lines and answers of foreign programs are shown, and none of them may move the cursor.
 */
export function printable(text: string): string {
  return text.replace(/(?![\t\n])[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu, "\ufffd");
}
