/** Whether a line only talks about a fault. A line of output is taken at its word; what is typed or told is not. */

/** A shell prompt with a command behind it. */
const prompt =
  /^\s*(?:\$ |PS(?: [^>\n]{0,200})?> ?|[A-Z]:\\[^>\n]{0,200}> ?|(?:sh|bash)[\d.-]{0,8}\$ |\[?[\w.-]{1,64}@[\w.-]{1,64}[^$#\n]{0,200}[$#] )\S/;

/** Comments of shells, programs and configuration, and quotations of Markdown and mail. */
const comment = /^\s*(?:#(?!\d)|\/\/|\/\*|\*\s|<!--|>\s|;\s|--\s)/;

/** How programs begin their lines: a time, a subsystem, a level, JSON. */
const output =
  /^[\s\u2500-\u257f]*(?:\[|\{|"|\d{4}-\d\d-\d\d|\d\d:\d\d|[A-Z][a-z]{2} [ \d]\d \d\d:|[\w.-]{1,80}(?:\[\d+\])?: |[\w.-]{1,80}\s+\| |error\b|fatal\b|warn)/i;

/** Words before a quotation of a message in a sentence. */
const telling =
  /\b(?:if|when|whenever|unless|in case|instead of|rather than|mean(?:s|t|ing)?|called|mention(?:s|ed)?|explains?|example|e\.g\.|such as|like|prevents?|avoids?|fix(?:es|ed)?|resolve[sd]?|used to|could|may|might|would)\b[^.!?\n]{0,100}$/i;

const denying =
  /(?<![=\w])(?:no|not|without|never|neither|nor|isn't|wasn't|aren't|is no longer|stopped seeing)\s+(?:an?\s+|the\s+|any\s+)?["'`]?$/i;

/** `start` and `end` are where the signal stands in `line`. */
export function isProse(line: string, start: number, end: number, isTyped: boolean): boolean {
  if (comment.test(line)) return true;
  if (prompt.test(line)) return !isTyped;
  const before = line.slice(Math.max(0, start - 160), start);
  if (denying.test(before)) return true;
  if (output.test(line)) return false;
  return isInCode(line, start, end) || telling.test(before);
}

/** Between a pair of backticks, as a sentence quotes a message. */
function isInCode(line: string, start: number, end: number): boolean {
  const ticks = line.slice(Math.max(0, start - 400), start).split("`").length - 1;
  return ticks % 2 === 1 && line.slice(end, end + 400).includes("`");
}
