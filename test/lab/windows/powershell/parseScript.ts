import { parseArgument, parseExpression } from "./parseExpression.ts";
import { ParseError, Scanner } from "./scanner.ts";
import type { Argument, Command, Expression, Pipeline, Statement } from "./syntax.ts";

/** Reads a whole script. */
export function parseScript(text: string): readonly Statement[] {
  const scanner = new Scanner(text);
  const statements = parseStatements(scanner);
  if (!scanner.isAtEnd) throw new ParseError("Unexpected token", scanner.at);
  return statements;
}

/** Statements up to a closing bracket or the end. */
function parseStatements(scanner: Scanner): readonly Statement[] {
  const statements: Statement[] = [];
  for (;;) {
    scanner.skip(true);
    if (scanner.isAtEnd || scanner.sees(/[)}]/y)) return statements;
    statements.push(parseStatement(scanner));
    if (!scanner.sees(/[ \t]*(?:[;\n\r)}#]|$)/y)) throw new ParseError("Unexpected token", scanner.at);
  }
}

function parseStatement(scanner: Scanner): Statement {
  if (scanner.take(/try(?=\s*\{)/iy) !== null) {
    const body = parseBlock(scanner);
    scanner.skip(true);
    if (scanner.take(/catch/iy) === null) throw new ParseError("Missing 'catch'", scanner.at);
    return { kind: "try", body, handler: parseBlock(scanner) };
  }
  if (scanner.take(/if(?=\s*\()/iy) !== null) return parseIf(scanner);
  const pipeline = parsePipeline(scanner);
  const [target] = pipeline;
  scanner.skip();
  if (pipeline.length !== 1 || target === undefined || target.kind === "command" || !scanner.eat("=")) {
    return { kind: "pipeline", pipeline };
  }
  return { kind: "assign", target, value: parsePipeline(scanner) };
}

function parseIf(scanner: Scanner): Statement {
  const clauses: { test: Pipeline; body: readonly Statement[] }[] = [];
  do {
    scanner.expect("(");
    const test = parsePipeline(scanner);
    scanner.expect(")");
    clauses.push({ test, body: parseBlock(scanner) });
  } while (scanner.take(/\s*elseif(?=\s*\()/iy) !== null);
  const otherwise = scanner.take(/\s*else(?=\s*\{)/iy) === null ? [] : parseBlock(scanner);
  return { kind: "if", clauses, otherwise };
}

/** `{ … }`. */
function parseBlock(scanner: Scanner): readonly Statement[] {
  scanner.expect("{");
  const body = parseStatements(scanner);
  scanner.expect("}");
  return body;
}

function parsePipeline(scanner: Scanner): Pipeline {
  const elements: (Command | Expression)[] = [];
  do {
    scanner.skip(true);
    elements.push(
      scanner.sees(/[A-Za-z&.]|[%?](?=\s)/y) ? parseCommand(scanner) : parseExpression(scanner, parsers),
    );
    scanner.skip();
  } while (scanner.eat("|"));
  return elements;
}

function parseCommand(scanner: Scanner): Command {
  scanner.take(/&\s*/y);
  const { at } = scanner;
  const name = scanner.take(/[^\s;|(){}'",$]+/y);
  if (name === null) throw new ParseError("Unexpected token", at);
  const args: Argument[] = [];
  for (;;) {
    scanner.skip();
    if (scanner.isAtEnd || scanner.sees(/[;|)}\n\r]/y)) return { kind: "command", name, at, args };
    const parameter = scanner.take(/-[A-Za-z]\w*:?/y);
    args.push(
      parameter === null
        ? { kind: "value", value: parseArgument(scanner, parsers) }
        : { kind: "parameter", name: parameter.replace(/^-|:$/g, "") },
    );
  }
}

const parsers = { statements: parseStatements, block: parseBlock, pipeline: parsePipeline };
