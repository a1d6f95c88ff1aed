/** tasklist.exe. */
import { tasklistTable } from "./tasklistTable.ts";
import type { WindowsProcess } from "./windowsProcesses.ts";
import { windowsSide } from "./windowsSide.ts";
import { runTool } from "./windowsTool.ts";

type Filter = (process: WindowsProcess) => boolean;

await runTool(async ({ home, args, machine, out, err }) => {
  const filters: Filter[] = [];
  const flags = new Set<string>();
  let format = "table";
  const wrong = (why: string) => {
    err(`ERROR: ${why}\nType "TASKLIST /?" for usage.\n`);
    return 1;
  };
  for (let at = 0; at < args.length; at++) {
    const option = (args[at] ?? "").toUpperCase();
    if (option === "/NH" || option === "/V" || option === "/SVC") flags.add(option);
    else if (option === "/FO") format = (args[++at] ?? "").toLowerCase();
    else if (option === "/FI") {
      const filter = parseFilter(args[++at] ?? "");
      if (filter === null) return wrong("The search filter cannot be recognized.");
      filters.push(filter);
    } else return wrong(`Invalid argument/option - '${args[at] ?? ""}'.`);
  }
  if (format !== "table" && format !== "csv" && format !== "list")
    return wrong("Invalid value for '/FO' option.");
  const { processes } = await windowsSide(home);
  const shown = processes.filter((process) => filters.every((filter) => filter(process)));
  const services = flags.has("/SVC");
  out(
    tasklistTable(shown, {
      format,
      heads: !flags.has("/NH"),
      verbose: flags.has("/V") && !services,
      services,
      language: machine.language,
      account: `${machine.computerName}\\${machine.user}`,
    }),
  );
  return 0;
});

/** `PID eq 12`, `IMAGENAME ne node*`, …; null when it is none that tasklist knows. */
function parseFilter(text: string): Filter | null {
  const match = /^\s*(PID|IMAGENAME|SERVICES)\s+(eq|ne)\s+(\S.*?)\s*$/i.exec(text);
  if (match === null) return null;
  const [, field = "", operator = "", value = ""] = match;
  const pattern = new RegExp(
    `^${value.replaceAll(/[.+?^${}()|[\]\\]/g, "\\$&").replaceAll("*", ".*")}$`,
    "i",
  );
  const isMatch: Record<string, Filter> = {
    PID: (process) => process.pid === Number(value),
    IMAGENAME: (process) => pattern.test(process.image),
    SERVICES: (process) => process.services.some((name) => pattern.test(name)),
  };
  const filter = isMatch[field.toUpperCase()];
  if (filter === undefined) return null;
  return operator.toLowerCase() === "eq" ? filter : (process) => !filter(process);
}
