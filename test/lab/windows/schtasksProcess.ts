/** schtasks.exe: query, create, delete, run and end of tasks, which really run. */
import { startProgram } from "./runProgram.ts";
import { splitCommandLine } from "./windowsCommandLine.ts";
import { readWindowsState, type ScheduledTask, taskState, writeWindowsState } from "./windowsState.ts";
import { runTool, type WindowsTool } from "./windowsTool.ts";

type Options = ReadonlyMap<string, string>;

const verbs: Readonly<Record<string, (tool: WindowsTool, options: Options) => number>> = {
  "/query": query,
  "/create": create,
  "/delete": remove,
  "/run": start,
  "/end": end,
};

function parse(words: readonly string[]): Options | null {
  const options = new Map<string, string>();
  for (let at = 0; at < words.length; at++) {
    const word = (words[at] ?? "").toLowerCase();
    if (/^\/(f|v|nh|it|np|hresult)$/.test(word)) options.set(word, "");
    else if (/^\/(tn|tr|sc|rl|ru|fo|delay|xml)$/.test(word)) options.set(word, words[++at] ?? "");
    else return null;
  }
  return options;
}

function named(tool: WindowsTool, options: Options): ScheduledTask | null {
  const name = (options.get("/tn") ?? "").replace(/^\\/, "").toLowerCase();
  const task = readWindowsState(tool.home).tasks.find((one) => one.name.toLowerCase() === name) ?? null;
  if (task === null) tool.err("ERROR: The system cannot find the file specified.\n");
  return task;
}

function save(tool: WindowsTool, name: string, task: ScheduledTask | null): void {
  const others = readWindowsState(tool.home).tasks.filter((one) => one.name !== name);
  writeWindowsState(tool.home, { tasks: task === null ? others : [...others, task] });
}

function query(tool: WindowsTool, options: Options): number {
  const one = options.has("/tn") ? named(tool, options) : null;
  if (options.has("/tn") && one === null) return 1;
  const tasks = one === null ? readWindowsState(tool.home).tasks : [one];
  const format = (options.get("/fo") ?? "table").toLowerCase();
  const isVerbose = options.has("/v");
  if (format === "csv") {
    const heads = [
      "TaskName",
      "Next Run Time",
      "Status",
      ...(isVerbose ? ["Last Result", "Task To Run"] : []),
    ];
    const line = (cells: readonly string[]) => tool.out(`${cells.map((cell) => `"${cell}"`).join(",")}\n`);
    if (!options.has("/nh")) line(heads);
    for (const task of tasks) {
      const more = isVerbose ? [String(task.lastResult), task.command] : [];
      line([`\\${task.name}`, "N/A", taskState(task), ...more]);
    }
  } else if (format === "list") {
    tool.out("\nFolder: \\\n");
    for (const task of tasks) {
      tool.out(`HostName:      ${tool.machine.computerName}\nTaskName:      \\${task.name}\n`);
      tool.out(`Next Run Time: N/A\nStatus:        ${taskState(task)}\nLogon Mode:    Interactive only\n`);
      if (isVerbose) tool.out(`Last Result:   ${task.lastResult}\nTask To Run:   ${task.command}\n`);
      tool.out("\n");
    }
  } else {
    tool.out(
      "\nFolder: \\\nTaskName                                 Next Run Time          Status         \n" +
        "======================================== ====================== ===============\n",
    );
    for (const task of tasks) {
      const name = task.name.slice(0, 40).padEnd(40);
      tool.out(`${name} ${"N/A".padEnd(22)} ${taskState(task).padEnd(15)}\n`);
    }
  }
  return 0;
}

function create(tool: WindowsTool, options: Options): number {
  const name = (options.get("/tn") ?? "").replace(/^\\/, "");
  const command = options.get("/tr");
  const schedule = options.get("/sc");
  if (name === "" || command === undefined || schedule === undefined) {
    tool.err('ERROR: Invalid syntax. Mandatory option is missing.\nType "SCHTASKS /CREATE /?" for usage.\n');
    return 1;
  }
  const isThere = readWindowsState(tool.home).tasks.some((task) => task.name === name);
  if (isThere && !options.has("/f")) {
    tool.err(`WARNING: The task name "${name}" already exists. Use /F to replace it.\n`);
    return 1;
  }
  const neverRan = 267_011; // SCHED_S_TASK_HAS_NOT_RUN
  save(tool, name, {
    name,
    command,
    schedule: schedule.toUpperCase(),
    isEnabled: true,
    hostPid: null,
    lastResult: neverRan,
  });
  tool.out(`SUCCESS: The scheduled task "${name}" has successfully been created.\n`);
  return 0;
}

function remove(tool: WindowsTool, options: Options): number {
  const task = named(tool, options);
  if (task === null) return 1;
  save(tool, task.name, null);
  tool.out(`SUCCESS: The scheduled task "${task.name}" was successfully deleted.\n`);
  return 0;
}

function start(tool: WindowsTool, options: Options): number {
  const task = named(tool, options);
  if (task === null) return 1;
  const child = startProgram(tool.home, splitCommandLine(task.command), "ignore");
  child?.unref();
  const fileNotFound = 0x80070002;
  save(tool, task.name, {
    ...task,
    hostPid: child?.pid ?? null,
    lastResult: child === null ? fileNotFound : 0,
  });
  tool.out(`SUCCESS: Attempted to run the scheduled task "${task.name}".\n`);
  return 0;
}

function end(tool: WindowsTool, options: Options): number {
  const task = named(tool, options);
  if (task === null) return 1;
  // It leads a group of its own.
  if (task.hostPid !== null && taskState(task) === "Running") process.kill(-task.hostPid, "SIGKILL");
  save(tool, task.name, { ...task, hostPid: null });
  tool.out(`SUCCESS: The scheduled task "${task.name}" has been terminated successfully.\n`);
  return 0;
}

await runTool((tool) => {
  const [verb = "", ...rest] = tool.args;
  const run = verbs[verb.toLowerCase()];
  const options = parse(rest);
  if (run === undefined || options === null) {
    tool.err('ERROR: Invalid syntax.\nType "SCHTASKS /?" for usage.\n');
    return 1;
  }
  return run(tool, options);
});
