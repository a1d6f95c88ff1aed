import { callCmdlet } from "./callCmdlet.ts";
import { PowerShellError } from "./errorRecord.ts";
import { callMethod, getStatic, setStatic } from "./members.ts";
import { applyOperator } from "./operators.ts";
import type { Session } from "./session.ts";
import type { Expression, Pipeline, Statement } from "./syntax.ts";
import {
  isList,
  isTrue,
  items,
  propertyOf,
  type PsObject,
  ScriptBlock,
  textOf,
  type Value,
} from "./values.ts";

/** Runs statements; what they leave behind is their output. */
export function evaluate(statements: readonly Statement[], session: Session): readonly Value[] {
  return statements.flatMap((statement) => runStatement(statement, session));
}

/** The same, but an error that nobody catches is shown, and the next statement runs. */
export function evaluateScript(
  statements: readonly Statement[],
  session: Session,
  print: (value: Value) => void,
): void {
  for (const statement of statements) {
    session.hasFailed = false;
    try {
      for (const value of runStatement(statement, session)) print(value);
    } catch (error) {
      if (!(error instanceof PowerShellError)) throw error;
      session.report(error.record);
    }
  }
}

function runStatement(statement: Statement, session: Session): readonly Value[] {
  switch (statement.kind) {
    case "pipeline":
      return runPipeline(statement.pipeline, session);
    case "assign":
      assign(statement.target, oneOrMany(runPipeline(statement.value, session)), session);
      return [];
    case "if": {
      const clause = statement.clauses.find(({ test }) => isTrue(oneOrMany(runPipeline(test, session))));
      return evaluate(clause?.body ?? statement.otherwise, session);
    }
    case "try":
      try {
        return evaluate(statement.body, session);
      } catch (error) {
        if (!(error instanceof PowerShellError)) throw error;
        session.variables.set("_", { Exception: { Message: error.record.message } });
        return evaluate(statement.handler, session);
      }
    default:
      throw new Error("no such statement");
  }
}

function runPipeline(pipeline: Pipeline, session: Session): readonly Value[] {
  let flow: readonly Value[] | null = null;
  for (const element of pipeline) {
    if (element.kind === "command") {
      const value = (expression: Expression) => evaluateExpression(expression, session);
      const run = (block: ScriptBlock, item: Value) => runBlock(block, item, session);
      flow = callCmdlet(element, flow, session, { value, run });
    } else flow = items(evaluateExpression(element, session));
  }
  return flow ?? [];
}

function runBlock(block: ScriptBlock, item: Value, session: Session): readonly Value[] {
  const outer = session.variables.get("_") ?? null;
  session.variables.set("_", item);
  try {
    return evaluate(block.body, session);
  } finally {
    session.variables.set("_", outer);
  }
}

function assign(target: Expression, value: Value, session: Session): void {
  if (target.kind === "variable") session.variables.set(target.name, value);
  else if (target.kind === "static") setStatic(target.type, target.name, value, session);
  else throw new Error("only variables and static properties can be set here");
}

/** What a pipeline leaves is nothing, one thing, or a list. */
function oneOrMany(values: readonly Value[]): Value {
  return values.length > 1 ? values : (values[0] ?? null);
}

function evaluateExpression(expression: Expression, session: Session): Value {
  const value = (inner: Expression) => evaluateExpression(inner, session);
  switch (expression.kind) {
    case "literal":
      return expression.value;
    case "expandable":
      return expression.parts.map((part) => (typeof part === "string" ? part : textOf(value(part)))).join("");
    case "variable":
      return variable(expression.name, session);
    case "list":
      return expression.items.map(value);
    case "array":
      return evaluate(expression.body, session);
    case "group":
      return oneOrMany(evaluate(expression.body, session));
    case "hash":
      return hash(expression.entries, session);
    case "block":
      return new ScriptBlock(expression.body);
    case "member": {
      const of = value(expression.of);
      if (expression.args === null) return propertyOf(of, expression.name);
      return callMethod(of, expression.name, expression.args.map(value));
    }
    case "static":
      return getStatic(expression.type, expression.name, expression.args?.map(value) ?? null);
    case "cast":
      return cast(expression.type, value(expression.of));
    case "index": {
      const of = value(expression.of);
      const at = value(expression.at);
      return isList(of) ? (of.at(Number(at)) ?? null) : propertyOf(of, textOf(at));
    }
    case "not":
      return !isTrue(value(expression.of));
    case "binary":
      return applyOperator(expression.operator, value(expression.left), value(expression.right));
    default:
      throw new Error("no such expression");
  }
}

function variable(name: string, session: Session): Value {
  const constants: Readonly<Record<string, Value>> = { true: true, false: false, null: null };
  if (Object.hasOwn(constants, name)) return constants[name] ?? null;
  if (name.startsWith("env:")) {
    const wanted = name.slice(4);
    const found = Object.entries(process.env).find(([key]) => key.toLowerCase() === wanted);
    return found?.[1] ?? null;
  }
  if (name === "?") return !session.hasFailed;
  return session.variables.get(name) ?? null;
}

function hash(entries: readonly (readonly [string, Pipeline])[], session: Session): PsObject {
  return Object.fromEntries(entries.map(([key, value]) => [key, oneOrMany(runPipeline(value, session))]));
}

function cast(type: string, value: Value): Value {
  switch (type.toLowerCase()) {
    case "int":
    case "long":
    case "double":
    case "uint32":
      return Number(value);
    case "string":
      return textOf(value);
    case "bool":
      return isTrue(value);
    case "array":
    case "object[]":
      return items(value);
    case "pscustomobject":
    case "void":
      return type.toLowerCase() === "void" ? null : value;
    case "datetime":
      return new Date(textOf(value));
    default:
      throw new Error(`[${type}] is no type here`);
  }
}
