import { cliXml, type ErrorRecord, errorText } from "./errorRecord.ts";
import { evaluateScript } from "./evaluate.ts";
import { isPrintable } from "./members.ts";
import { parseScript } from "./parseScript.ts";
import { ParseError } from "./scanner.ts";
import type { Session, WindowsFacts } from "./session.ts";
import type { Statement } from "./syntax.ts";
import { items, textOf, type Value } from "./values.ts";

export interface ScriptResult {
  /** Lines ended by LF. */
  readonly stdout: string;
  readonly stderr: string;
  readonly isUtf8: boolean;
  readonly exitCode: number;
}

/** Runs one script. `isEncoded`: it came by `-EncodedCommand`. */
export function runScript(script: string, facts: WindowsFacts, isEncoded: boolean): ScriptResult {
  const errors: string[] = [];
  let stdout = "";
  const session: Session = {
    facts,
    variables: new Map(),
    isUtf8: false,
    hasFailed: false,
    report(record: ErrorRecord) {
      this.hasFailed = true;
      errors.push(errorText(record, script));
    },
  };
  const print = (value: Value) => {
    // A table would be cut to the width of a console: whoever parses asks for JSON.
    if (!isPrintable(value)) throw new Error("the lab's PowerShell prints text only: use ConvertTo-Json");
    for (const item of items(value)) stdout += `${textOf(item)}\n`;
  };
  const statements = parse(script, session);
  if (statements !== null) evaluateScript(statements, session, print);
  const isQuiet = /^silentlycontinue$/i.test(textOf(session.variables.get("progresspreference") ?? null));
  const isXml = isEncoded && (errors.length > 0 || !isQuiet);
  return {
    stdout,
    stderr: isXml ? cliXml(errors) : errors.join(""),
    isUtf8: session.isUtf8,
    exitCode: session.hasFailed ? 1 : 0,
  };
}

function parse(script: string, session: Session): readonly Statement[] | null {
  try {
    return parseScript(script);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    session.report({
      source: "",
      message: `${error.message} in expression or statement.`,
      category: "ParserError: (:) [], ParentContainsErrorRecordException",
      id: "UnexpectedToken",
      at: error.at,
    });
    return null;
  }
}
