import type { InstanceEntry, ServiceCalls } from "../protocol.ts";
import { parseArguments } from "./argumentParser.ts";
import { invalidUsage, ownFailure, WslFailure } from "./failure.ts";
import type { Surroundings } from "./surroundings.ts";

/** `wsl --list`. */
export async function list(line: string, around: Surroundings): Promise<number> {
  const { flags } = parseArguments(line, {
    flags: {
      all: ["--all"],
      running: ["--running"],
      quiet: ["--quiet", "-q"],
      verbose: ["--verbose", "-v"],
      online: ["--online", "-o"],
    },
  });
  const has = (flag: string) => flags.has(flag);
  const clashes = (has("quiet") && has("verbose")) || (has("all") && has("running"));
  if (clashes || ((has("verbose") || has("all")) && has("online"))) throw invalidUsage();
  const service = await around.service();
  if (has("online")) {
    printOnline((await service.call("online", {})).distributions, around);
    return 0;
  }
  const { instances } = await service.call("list", {});
  const entries = instances.toSorted((left, right) => Number(right.isDefault) - Number(left.isDefault));
  if (has("verbose")) {
    printTable(entries, around);
    return 0;
  }
  return printNames(entries, flags, around);
}

/** Header and states are English in every language; `--running` and `--all` change nothing. */
function printTable(entries: readonly InstanceEntry[], { output }: Surroundings): void {
  if (entries.length === 0) throw noDistribution();
  const width = columnWidth(entries);
  output.write(`  ${"NAME".padEnd(width)}${"STATE".padEnd(16)}VERSION\n`);
  for (const { name, state, version, isDefault } of entries) {
    output.write(`${isDefault ? "*" : " "} ${name.padEnd(width)}${state.padEnd(16)}${version}\n`);
  }
}

function printNames(
  entries: readonly InstanceEntry[],
  flags: ReadonlySet<string>,
  { output }: Surroundings,
): number {
  const isQuiet = flags.has("quiet");
  let shown = entries;
  if (flags.has("running")) {
    shown = shown.filter(({ state }) => state === "Running");
    if (!isQuiet && shown.length === 0) {
      output.print({ text: "MessageNoRunningDistro" });
      return ownFailure;
    }
  }
  if (!flags.has("all")) shown = shown.filter(({ state }) => state === "Running" || state === "Stopped");
  if (!isQuiet) {
    if (shown.length === 0) throw noDistribution();
    output.print({ text: "MessageRegisteredDistrosHeader" });
  }
  for (const { name, isDefault } of shown) {
    if (isDefault && !isQuiet) output.print({ text: "MessagePrintDistroDefault", params: { name } });
    else output.write(`${name}\n`);
  }
  return 0;
}

function printOnline(
  distributions: ServiceCalls["online"]["answer"]["distributions"],
  { output }: Surroundings,
): void {
  output.print({ text: "MessageDistributionListOnline", params: { option: "--install" } });
  const width = columnWidth(distributions);
  output.write(`${"NAME".padEnd(width)}FRIENDLY NAME\n`);
  for (const { name, friendlyName } of distributions) output.write(`${name.padEnd(width)}${friendlyName}\n`);
}

function columnWidth(rows: readonly { readonly name: string }[]): number {
  return Math.max(4, ...rows.map(({ name }) => name.length)) + 4;
}

const noDistribution = () => new WslFailure({ text: "MessageNoDefaultDistro", path: null });
