/** sc.exe query: the services that the lab has. */
import type { ServiceInfo, WindowsMachine } from "../protocol.ts";
import { serviceInfo } from "./labService.ts";
import { readWindowsState } from "./windowsState.ts";
import { runTool } from "./windowsTool.ts";

interface Service {
  readonly name: string;
  readonly type: string;
  readonly isRunning: boolean;
}

await runTool(async ({ home, args, machine, out }) => {
  const [verb = "", name = ""] = args;
  if (verb.toLowerCase() !== "query" || args.length !== 2) {
    out("\nERROR:  Unrecognized command\n\n");
    return 1639 & 0xff;
  }
  const known = servicesOf(machine, await serviceInfo(home), readWindowsState(home).clock !== "stopped");
  const service = known.find((one) => one.name.toLowerCase() === name.toLowerCase());
  if (service === undefined) {
    out("[SC] EnumQueryServicesStatus:OpenService FAILED 1060:\n\n");
    out("The specified service does not exist as an installed service.\n\n");
    return 1060 & 0xff; // all that Linux keeps of it
  }
  out(`\nSERVICE_NAME: ${service.name} \n`);
  out(`        TYPE               : ${service.type}  \n`);
  out(`        STATE              : ${service.isRunning ? "4  RUNNING" : "1  STOPPED"} \n`);
  if (service.isRunning) {
    out("                                (STOPPABLE, NOT_PAUSABLE, ACCEPTS_SHUTDOWN)\n");
  }
  out("        WIN32_EXIT_CODE    : 0  (0x0)\n        SERVICE_EXIT_CODE  : 0  (0x0)\n");
  out("        CHECKPOINT         : 0x0\n        WAIT_HINT          : 0x0\n");
  return 0;
});

function servicesOf(
  machine: WindowsMachine,
  info: ServiceInfo | null,
  hasClock: boolean,
): readonly Service[] {
  const own = "10  WIN32_OWN_PROCESS";
  const shared = "20  WIN32_SHARE_PROCESS";
  const wsl = machine.wsl === "inbox" ? "LxssManager" : "WslService";
  const hasWsl = machine.wsl === "installed" || machine.wsl === "inbox";
  return [
    ...(hasWsl ? [{ name: wsl, type: own, isRunning: info !== null }] : []),
    { name: "iphlpsvc", type: shared, isRunning: true },
    { name: "vmcompute", type: own, isRunning: !machine.faults.includes("virtualization-off") },
    { name: "W32Time", type: shared, isRunning: hasClock },
  ];
}
