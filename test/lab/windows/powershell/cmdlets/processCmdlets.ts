/** Cmdlets about processes, services and the machine. */
import { totalmem, uptime } from "node:os";
import type { WindowsProcess } from "../../windowsProcesses.ts";
import { wildcard } from "../operators.ts";
import type { Cmdlet, CmdletCall, WindowsFacts } from "../session.ts";
import { items, propertyOf, type PsObject, textOf, type Value } from "../values.ts";

export const getProcess: Cmdlet = {
  name: "Get-Process",
  parameters: ["Id", "Name"],
  positional: ["Name"],
  run(call) {
    const { args, session } = call;
    const all = session.facts.side.processes;
    const ids = items(args.get("id") ?? null).map(Number);
    const names = items(args.get("name") ?? null).map(textOf);
    for (const id of ids) {
      if (all.some(({ pid }) => pid === id)) continue;
      call.report(`Cannot find a process with the process identifier ${id}.`, "NoProcessFoundForGivenId");
    }
    for (const name of names) {
      if (/[*?]/.test(name) || all.some((process) => wildcard(name).test(processName(process)))) continue;
      const hint = "Verify the process name and call the cmdlet again.";
      call.report(`Cannot find a process with the name "${name}". ${hint}`, "NoProcessFoundForGivenName");
    }
    return all
      .filter(({ pid }) => ids.length === 0 || ids.includes(pid))
      .filter(
        (process) => names.length === 0 || names.some((name) => wildcard(name).test(processName(process))),
      )
      .map((process) => ({
        Id: process.pid,
        ProcessName: processName(process),
        Name: processName(process),
        Path: pathOf(process),
        StartTime: process.startedAt,
        WorkingSet64: process.memoryKb * 1024,
        CPU: process.cpuMs / 1000,
        SessionId: process.services.length > 0 ? 0 : 1,
      }));
  },
};

function processName({ image }: WindowsProcess): string {
  return image.replace(/\.exe$/i, "");
}

/** Empty for what belongs to others. */
function pathOf({ commandLine, services }: WindowsProcess): Value {
  const path = /^(?:"([^"]+)"|(\S+))/.exec(commandLine);
  const found = path?.[1] ?? path?.[2] ?? null;
  return services.length > 0 ? null : found;
}

export const getCimInstance: Cmdlet = {
  name: "Get-CimInstance",
  parameters: ["ClassName", "Filter", "Property", "Namespace"],
  positional: ["ClassName"],
  run(call) {
    const name = textOf(call.args.get("classname") ?? null);
    const list = classes[name.toLowerCase()];
    if (list === undefined) {
      call.report(
        `Invalid class ${name}`,
        "HRESULT 0x80041010,Microsoft.Management.Infrastructure.CimCmdlets.GetCimInstanceCommand",
      );
      return [];
    }
    return list(call.session.facts).filter(matching(call));
  },
};

/** `-Filter "ProcessId=12 OR Name='node.exe'"`, in which nothing is nested. */
function matching({ args }: CmdletCall): (item: PsObject) => boolean {
  const filter = args.get("filter");
  if (filter === undefined) return () => true;
  const alternatives = textOf(filter).split(/\s+or\s+/i);
  const tests = alternatives.map((text) => {
    const match = /^\s*\(?\s*(\w+)\s*(=|like)\s*(?:'([^']*)'|"([^"]*)"|(\d+))\s*\)?\s*$/i.exec(text);
    if (match === null) throw new Error(`the lab's CIM does not understand ${text}`);
    const [, name = "", operator = "", single, double, number] = match;
    const wanted = single ?? double ?? number ?? "";
    const pattern = wildcard(operator === "=" ? wanted : wanted.replaceAll("%", "*"));
    return (item: PsObject) => pattern.test(textOf(propertyOf(item, name)));
  });
  return (item) => tests.some((test) => test(item));
}

const classes: Readonly<Record<string, (facts: WindowsFacts) => readonly PsObject[]>> = {
  win32_process: ({ side }) =>
    side.processes.map((process) => ({
      ProcessId: process.pid,
      ParentProcessId: process.parentPid,
      Name: process.image,
      ExecutablePath: pathOf(process),
      CommandLine: process.services.length > 0 || process.commandLine === "" ? null : process.commandLine,
      CreationDate: process.startedAt,
      SessionId: process.services.length > 0 ? 0 : 1,
      WorkingSetSize: process.memoryKb * 1024,
    })),
  win32_operatingsystem: ({ machine }) => [
    {
      Caption: "Microsoft Windows 11 Pro",
      Version: "10.0.26100",
      BuildNumber: "26100",
      OSArchitecture: "64-bit",
      MUILanguages: [machine.language],
      Locale: machine.language,
      CSName: machine.computerName,
      LastBootUpTime: new Date(Date.now() - uptime() * 1000),
      LocalDateTime: new Date(),
      TotalVisibleMemorySize: Math.floor(totalmem() / 1024),
    },
  ],
  win32_computersystem: ({ machine }) => [
    {
      Name: machine.computerName,
      HypervisorPresent: !machine.faults.includes("virtualization-off"),
      UserName: `${machine.computerName}\\${machine.user}`,
      TotalPhysicalMemory: totalmem(),
    },
  ],
};
