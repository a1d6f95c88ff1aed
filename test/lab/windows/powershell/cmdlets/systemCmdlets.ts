/** Cmdlets about tasks, services, events, the registry and the clock. */
import { registryValues } from "../../registryHive.ts";
import { fullKey } from "../../registryQuery.ts";
import { taskState } from "../../windowsState.ts";
import { wildcard } from "../operators.ts";
import type { Cmdlet } from "../session.ts";
import { Enumeration, isObject, items, propertyOf, textOf, type Value } from "../values.ts";

const taskStates = { Disabled: 1, Ready: 3, Running: 4 } as const;

export const getScheduledTask: Cmdlet = {
  name: "Get-ScheduledTask",
  parameters: ["TaskName", "TaskPath"],
  positional: ["TaskName"],
  run(call) {
    const names = items(call.args.get("taskname") ?? null).map(textOf);
    const tasks = call.session.facts.state.tasks.filter(
      ({ name }) => names.length === 0 || names.some((one) => wildcard(one).test(name)),
    );
    if (tasks.length === 0 && names.some((name) => !/[*?]/.test(name))) {
      const query = `No MSFT_ScheduledTask objects found with property 'TaskName' equal to '${names.join("', '")}'.`;
      call.report(
        `${query}  Verify the value of the property and retry.`,
        "CmdletizationQuery_NotFound_TaskName",
      );
    }
    return tasks.map((task) => {
      const [, program = "", args = ""] = /^("[^"]*"|\S+)\s*(.*)$/.exec(task.command) ?? [];
      return {
        TaskName: task.name,
        TaskPath: "\\",
        State: new Enumeration(taskState(task), taskStates[taskState(task)]),
        Actions: [{ Execute: program.replaceAll('"', ""), Arguments: args }],
      };
    });
  },
};

export const getWinEvent: Cmdlet = {
  name: "Get-WinEvent",
  parameters: ["FilterHashtable", "MaxEvents", "LogName"],
  run(call) {
    const filter = call.args.get("filterhashtable") ?? null;
    const ids = items(propertyOf(filter, "Id")).map(Number);
    const providers = items(propertyOf(filter, "ProviderName")).map(textOf);
    const start = propertyOf(filter, "StartTime");
    const since = start === null ? null : new Date(start instanceof Date ? start : textOf(start));
    const found = call.session.facts.state.events
      .filter(({ id }) => ids.length === 0 || ids.includes(id))
      .filter(({ provider }) => providers.length === 0 || providers.includes(provider))
      .filter(({ time }) => since === null || new Date(time) >= since)
      .sort((one, other) => other.time.localeCompare(one.time))
      .slice(0, Number(call.args.get("maxevents") ?? Infinity));
    if (found.length === 0) {
      call.report(
        "No events were found that match the specified selection criteria.",
        "NoMatchingEventsFound",
      );
    }
    return found.map(({ id, provider, time, message }) => ({
      Id: id,
      ProviderName: provider,
      LogName: "System",
      TimeCreated: new Date(time),
      Message: message,
    }));
  },
};

export const getItemProperty: Cmdlet = {
  name: "Get-ItemProperty",
  parameters: ["Path", "LiteralPath", "Name"],
  positional: ["Path", "Name"],
  run(call) {
    const { home, machine, state, side } = call.session.facts;
    const path = textOf(call.args.get("path") ?? call.args.get("literalpath") ?? null);
    const asked = fullKey(path.replace(/^Registry::/i, "").replace(/^(HK\w\w):/i, "$1"));
    const pattern = wildcard(asked);
    const all = registryValues({ home, machine, state, info: side.info }).filter(({ key }) =>
      pattern.test(key),
    );
    if (all.length === 0) {
      call.report(`Cannot find path '${path}' because it does not exist.`, "PathNotFound");
      return [];
    }
    const keys = [...new Set(all.map(({ key }) => key))];
    return keys.map((key) => {
      const values = all.filter((value) => value.key === key && value.name !== "");
      const pairs = values.map(({ name, type, data }): readonly [string, Value] => [
        name,
        type === "REG_DWORD" ? Number(data) : data,
      ]);
      return { ...Object.fromEntries(pairs), PSChildName: key.split("\\").at(-1) ?? "", PSPath: key };
    });
  },
};

export const getDate: Cmdlet = {
  name: "Get-Date",
  parameters: ["Date"],
  positional: ["Date"],
  run({ args }) {
    const date = args.get("date");
    return [date === undefined ? new Date() : new Date(isObject(date) ? NaN : textOf(date))];
  },
};
