import { ParseError, type Scanner } from "./scanner.ts";
import type { Expression, Pipeline, Statement } from "./syntax.ts";

/** How what is in brackets is read; handed in, since statements hold expressions and the other way round. */
export interface Parsers {
  readonly statements: (scanner: Scanner) => readonly Statement[];
  readonly block: (scanner: Scanner) => readonly Statement[];
  readonly pipeline: (scanner: Scanner) => Pipeline;
}

/** Loosest first. */
const operators: readonly RegExp[] = [
  /-(?:and|or)\b/iy,
  /-(?:[ci]?(?:eq|ne|gt|ge|lt|le|like|notlike|match|notmatch|replace)|in|notin|contains|join|split|f)\b/iy,
  /[+]|-(?=\s|\d|\$|\()/y,
  /[*/%]/y,
];

export function parseExpression(scanner: Scanner, parsers: Parsers, level = 0): Expression {
  const pattern = operators[level];
  if (pattern === undefined) return parseList(scanner, parsers);
  let left = parseExpression(scanner, parsers, level + 1);
  for (;;) {
    scanner.skip();
    const operator = scanner.take(pattern);
    if (operator === null) return left;
    scanner.skip(true);
    const right = parseExpression(scanner, parsers, level + 1);
    left = { kind: "binary", operator: operator.toLowerCase(), left, right };
  }
}

function parseList(scanner: Scanner, parsers: Parsers): Expression {
  const items = [parseUnary(scanner, parsers)];
  for (scanner.skip(); scanner.eat(","); scanner.skip()) {
    scanner.skip(true);
    items.push(parseUnary(scanner, parsers));
  }
  return items.length === 1 ? (items[0] as Expression) : { kind: "list", items };
}

function parseUnary(scanner: Scanner, parsers: Parsers): Expression {
  scanner.skip();
  if (scanner.take(/-not\b|!/iy) !== null) return { kind: "not", of: parseUnary(scanner, parsers) };
  const type = scanner.take(/\[[A-Za-z][\w.]*(?:\[\])?\](?=\s*[$(@'"\d[])/y);
  if (type !== null) return { kind: "cast", type: type.slice(1, -1), of: parseUnary(scanner, parsers) };
  return parsePostfix(scanner, parsers, parsePrimary(scanner, parsers));
}

/** A value in a command's arguments: words need no quotes there, commas make a list. */
export function parseArgument(scanner: Scanner, parsers: Parsers): Expression {
  const items: Expression[] = [];
  do {
    scanner.skip(items.length > 0);
    const word = scanner.take(/[^\s;|(){}'",$@[#][^\s;|(){}'",]*/y);
    items.push(
      word === null ? parsePostfix(scanner, parsers, parsePrimary(scanner, parsers)) : wordValue(word),
    );
    scanner.skip();
  } while (scanner.eat(","));
  return items.length === 1 ? (items[0] as Expression) : { kind: "list", items };
}

function wordValue(word: string): Expression {
  return { kind: "literal", value: /^\d+(?:\.\d+)?$/.test(word) ? Number(word) : word };
}

function parsePostfix(scanner: Scanner, parsers: Parsers, start: Expression): Expression {
  let of = start;
  for (;;) {
    const member = scanner.take(/\.[A-Za-z_]\w*/y);
    if (member !== null) {
      of = { kind: "member", of, name: member.slice(1), args: parseCall(scanner, parsers) };
    } else if (scanner.eat("[")) {
      of = { kind: "index", of, at: parseExpression(scanner, parsers) };
      scanner.expect("]");
    } else return of;
  }
}

/** `( a, b )` right behind a name; null when there is none. */
function parseCall(scanner: Scanner, parsers: Parsers): readonly Expression[] | null {
  if (!scanner.eat("(")) return null;
  scanner.skip(true);
  if (scanner.eat(")")) return [];
  const args = parseExpression(scanner, parsers);
  scanner.expect(")");
  return args.kind === "list" ? args.items : [args];
}

function parsePrimary(scanner: Scanner, parsers: Parsers): Expression {
  const { at } = scanner;
  if (scanner.eat("@(")) return { kind: "array", body: bracketed(scanner, parsers) };
  if (scanner.eat("$(") || scanner.eat("(")) return { kind: "group", body: bracketed(scanner, parsers) };
  if (scanner.eat("@{")) return parseHash(scanner, parsers);
  if (scanner.sees(/\{/y)) return { kind: "block", body: parsers.block(scanner) };
  const number = scanner.take(/-?(?:0x[\da-f]+|\d+(?:\.\d+)?)/iy);
  if (number !== null) return { kind: "literal", value: Number(number) };
  const variable = scanner.take(/\$(?:env:)?\w+/iy);
  if (variable !== null) return { kind: "variable", name: variable.slice(1).toLowerCase() };
  const quoted = scanner.take(/'(?:[^']|'')*'/y);
  if (quoted !== null) return { kind: "literal", value: quoted.slice(1, -1).replaceAll("''", "'") };
  if (scanner.eat('"')) return parseExpandable(scanner, parsers);
  const type = scanner.take(/\[[A-Za-z][\w.]*\]::/y);
  if (type !== null) {
    const name = scanner.take(/\w+/y) ?? "";
    return { kind: "static", type: type.slice(1, -3), name, args: parseCall(scanner, parsers) };
  }
  throw new ParseError("Unexpected token", at);
}

function bracketed(scanner: Scanner, parsers: Parsers): readonly Statement[] {
  const body = parsers.statements(scanner);
  scanner.expect(")");
  return body;
}

function parseHash(scanner: Scanner, parsers: Parsers): Expression {
  const entries: (readonly [string, Pipeline])[] = [];
  for (scanner.skip(true); !scanner.eat("}"); scanner.skip(true)) {
    const key = scanner.take(/\w+|'[^']*'|"[^"$]*"/y);
    if (key === null) throw new ParseError("Missing key", scanner.at);
    scanner.expect("=");
    entries.push([key.replace(/^(['"])(.*)\1$/, "$2"), parsers.pipeline(scanner)]);
  }
  return { kind: "hash", entries };
}

/** `"text $name $( … )"`, after the opening quote. */
function parseExpandable(scanner: Scanner, parsers: Parsers): Expression {
  const parts: (string | Expression)[] = [];
  while (!scanner.eat('"')) {
    const text = scanner.take(/(?:[^"$`]|`.|"")+/sy);
    if (text !== null) parts.push(text.replaceAll('""', '"').replaceAll(/`(.)/gs, escaped));
    else if (scanner.eat("$(")) parts.push({ kind: "group", body: bracketed(scanner, parsers) });
    else if (scanner.sees(/\$\w/y)) parts.push(parsePrimary(scanner, parsers));
    else if (scanner.eat("$")) parts.push("$");
    else throw new ParseError('The string is missing the terminator: ".', scanner.at);
  }
  return { kind: "expandable", parts };
}

function escaped(_: string, character: string): string {
  const known: Readonly<Record<string, string>> = { n: "\n", r: "\r", t: "\t", "0": "\0" };
  return known[character] ?? character;
}
