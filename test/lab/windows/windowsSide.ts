import type { ServiceInfo } from "../protocol.ts";
import { serviceInfo } from "./labService.ts";
import { windowsProcesses, type WindowsProcess } from "./windowsProcesses.ts";
import { windowsSockets, type WindowsSocket } from "./windowsSockets.ts";

/** What runs and listens on the Windows side of a lab at one moment. */
export interface WindowsSide {
  readonly info: ServiceInfo | null;
  readonly processes: readonly WindowsProcess[];
  sockets(): readonly WindowsSocket[];
}

export async function windowsSide(home: string): Promise<WindowsSide> {
  const info = await serviceInfo(home);
  // The service is in Windows' network; without it, whoever asks is.
  const network = info?.pid ?? process.pid;
  const processes = windowsProcesses(network, info);
  return { info, processes, sockets: () => windowsSockets(network, processes, info) };
}
