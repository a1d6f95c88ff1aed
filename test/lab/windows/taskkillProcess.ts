/** taskkill.exe: ends processes of the Windows side, and of nothing else. */
import { windowsSide } from "./windowsSide.ts";
import type { WindowsProcess } from "./windowsProcesses.ts";
import { runTool } from "./windowsTool.ts";

await runTool(async ({ home, args, out, err }) => {
  const pids: number[] = [];
  const images: string[] = [];
  const flags = new Set<string>();
  for (let at = 0; at < args.length; at++) {
    const option = (args[at] ?? "").toUpperCase();
    if (option === "/F" || option === "/T") flags.add(option);
    else if (option === "/PID") pids.push(Number(args[++at]));
    else if (option === "/IM") images.push((args[++at] ?? "").toLowerCase());
    else {
      err(`ERROR: Invalid argument/option - '${args[at] ?? ""}'.\nType "TASKKILL /?" for usage.\n`);
      return 1;
    }
  }
  if (pids.length + images.length === 0) {
    err(
      'ERROR: Invalid syntax. Neither /FI nor /PID nor /IM were specified.\nType "TASKKILL /?" for usage.\n',
    );
    return 1;
  }
  const { processes } = await windowsSide(home);
  let code = 0;
  const end = (target: WindowsProcess, parent?: WindowsProcess) => {
    if (flags.has("/T")) {
      for (const child of processes) if (child.parentPid === target.pid) end(child, target);
    }
    if (target.hostPid === null || target.services.length > 0) {
      err(`ERROR: The process with PID ${target.pid} could not be terminated.\nReason: Access is denied.\n`);
      code = 1;
      return;
    }
    kill(target.hostPid, flags.has("/F") ? "SIGKILL" : "SIGTERM");
    const child = parent === undefined ? "" : ` (child process of PID ${parent.pid})`;
    out(`SUCCESS: The process with PID ${target.pid}${child} has been terminated.\n`);
  };
  for (const pid of pids) {
    const target = processes.find((process) => process.pid === pid);
    if (target !== undefined) end(target);
    else {
      err(`ERROR: The process "${pid}" not found.\n`);
      code = 128;
    }
  }
  for (const image of images) {
    const targets = processes.filter((process) => process.image.toLowerCase() === image);
    targets.forEach((target) => end(target));
    if (targets.length > 0) continue;
    err(`ERROR: The process "${image}" not found.\n`);
    code = 128;
  }
  return code;
});

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}
