import type { Command } from "./command.ts";
import { commonOptions, type Option } from "./option.ts";

/** The list of commands. */
export function generalHelp(commands: readonly Command[]): readonly string[] {
  const width = Math.max(...commands.map((command) => usage(command).length));
  return [
    "gateway-lens: which OpenClaw gateway runs where, and why does the other side not reach it",
    "",
    ...commands.map((command) => `  ${usage(command).padEnd(width)}  ${command.summary}`),
    "",
    ...optionLines(commonOptions),
    "",
    "Exit: 0 nothing wrong, 1 findings, 2 wrong use, 3 could not be judged or nothing of OpenClaw here.",
    "More on one command: gateway-lens <command> --help",
  ];
}

export function commandHelp(command: Command): readonly string[] {
  return [
    `gateway-lens ${usage(command)} [options]`,
    `  ${command.summary}`,
    "",
    ...optionLines([...command.options, ...commonOptions]),
    "",
    ...command.notes,
  ];
}

function usage({ name, positionals }: Command): string {
  return positionals === "" ? name : `${name} ${positionals}`;
}

function optionLines(options: readonly Option[]): readonly string[] {
  const heads = options.map(({ name, value }) => (value === null ? `--${name}` : `--${name} ${value}`));
  const width = Math.max(...heads.map(({ length }) => length));
  return options.map(({ help }, index) => `  ${heads[index]?.padEnd(width) ?? ""}  ${help}`);
}
