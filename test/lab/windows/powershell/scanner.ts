/** A place in a script that moves forward. */
export class Scanner {
  readonly text: string;
  at = 0;

  constructor(text: string) {
    this.text = text;
  }

  /** Blanks, comments and continued lines; ends of lines too when `acrossLines`. */
  skip(acrossLines = false): void {
    const blanks = acrossLines ? /(?:\s|;|`\r?\n|#[^\n]*)*/y : /(?:[ \t]|`\r?\n|#[^\n]*)*/y;
    this.take(blanks);
  }

  /** What the sticky pattern matches here, and moves behind it; null when it does not. */
  take(pattern: RegExp): string | null {
    pattern.lastIndex = this.at;
    const match = pattern.exec(this.text);
    if (match === null) return null;
    this.at += match[0].length;
    return match[0];
  }

  sees(pattern: RegExp): boolean {
    pattern.lastIndex = this.at;
    return pattern.test(this.text);
  }

  eat(word: string): boolean {
    if (!this.text.startsWith(word, this.at)) return false;
    this.at += word.length;
    return true;
  }

  expect(word: string): void {
    this.skip(true);
    if (!this.eat(word)) throw new ParseError(`Missing '${word}'`, this.at);
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }
}

/** The script is not what the lab's PowerShell understands. */
export class ParseError extends Error {
  readonly at: number;

  constructor(message: string, at: number) {
    super(message);
    this.at = at;
  }
}
