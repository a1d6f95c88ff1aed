import { cmdlets } from "./cmdlets/registry.ts";
import { commandNotFound, PowerShellError } from "./errorRecord.ts";
import type { Cmdlet, Session } from "./session.ts";
import type { Command, Expression } from "./syntax.ts";
import { type ScriptBlock, textOf, type Value } from "./values.ts";

interface Evaluator {
  readonly value: (expression: Expression) => Value;
  readonly run: (block: ScriptBlock, item: Value) => readonly Value[];
}

const common = ["ErrorAction", "OutVariable", "WarningAction"];
const aliases: Readonly<Record<string, string>> = {
  select: "Select-Object",
  where: "Where-Object",
  "?": "Where-Object",
  foreach: "ForEach-Object",
  "%": "ForEach-Object",
  sort: "Sort-Object",
  echo: "Write-Output",
  gcim: "Get-CimInstance",
  ps: "Get-Process",
};

export function callCmdlet(
  command: Command,
  input: readonly Value[] | null,
  session: Session,
  evaluator: Evaluator,
): readonly Value[] {
  const name = (aliases[command.name.toLowerCase()] ?? command.name).toLowerCase();
  const cmdlet = cmdlets.find((one) => one.name.toLowerCase() === name);
  if (cmdlet === undefined) throw commandNotFound(command.name, command.at);
  const args = bind(cmdlet, command, evaluator);
  const action = textOf(
    args.get("erroraction") ?? session.variables.get("erroractionpreference") ?? "Continue",
  );
  return cmdlet.run({
    session,
    input,
    args,
    run: evaluator.run,
    report(message, id) {
      session.hasFailed = true;
      if (/^(SilentlyContinue|Ignore|0)$/i.test(action)) return;
      const category = `ObjectNotFound: (:) [${cmdlet.name}], CimJobException`;
      const record = { source: cmdlet.name, message, category, id: `${id},${cmdlet.name}`, at: command.at };
      if (/^stop$/i.test(action)) throw new PowerShellError(record);
      session.report(record);
    },
  });
}

/** Arguments by the full name of their parameter: shortened names and places count. */
function bind(cmdlet: Cmdlet, command: Command, { value }: Evaluator): ReadonlyMap<string, Value> {
  const bound = new Map<string, Value>();
  const free = [...(cmdlet.positional ?? [])];
  let waiting: string | null = null;
  for (const argument of command.args) {
    if (argument.kind === "value") {
      const name: string | undefined = waiting ?? free.find((one) => !bound.has(one.toLowerCase()));
      if (name === undefined)
        throw wrongArgument(cmdlet, command, `positional parameter`, textOf(value(argument.value)));
      bound.set(name.toLowerCase(), value(argument.value));
      waiting = null;
      continue;
    }
    const isSwitch = match(cmdlet.switches ?? [], argument.name);
    const takesValue = match([...cmdlet.parameters, ...common], argument.name);
    if (isSwitch !== null) bound.set(isSwitch.toLowerCase(), true);
    else if (takesValue !== null) waiting = takesValue;
    else if (/^ea$/i.test(argument.name)) waiting = "ErrorAction";
    else throw wrongArgument(cmdlet, command, "parameter", argument.name);
  }
  return bound;
}

/** The one name that starts like that, or is that. */
function match(names: readonly string[], given: string): string | null {
  const wanted = given.toLowerCase();
  const exact = names.find((name) => name.toLowerCase() === wanted);
  if (exact !== undefined) return exact;
  const starting = names.filter((name) => name.toLowerCase().startsWith(wanted));
  return starting.length === 1 ? (starting[0] ?? null) : null;
}

function wrongArgument(cmdlet: Cmdlet, command: Command, what: string, given: string): PowerShellError {
  const isName = what === "parameter";
  return new PowerShellError({
    source: cmdlet.name,
    message: isName
      ? `A parameter cannot be found that matches parameter name '${given}'.`
      : `A positional parameter cannot be found that accepts argument '${given}'.`,
    category: `InvalidArgument: (:) [${cmdlet.name}], ParameterBindingException`,
    id: `${isName ? "NamedParameterNotFound" : "PositionalParameterNotFound"},${cmdlet.name}`,
    at: command.at,
  });
}
