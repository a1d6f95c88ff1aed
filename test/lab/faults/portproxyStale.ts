import { readWindowsState } from "../windows/windowsState.ts";
import type { LabFault } from "./labFault.ts";
import { runOnWindows } from "./windowsPrograms.ts";

const listen = ["listenaddress=192.168.77.10", "listenport=18789"] as const;
/** In the network of the VM, which has another address after each start. */
const staleAddress = "172.29.15.240";
const portproxy = ["interface", "portproxy"] as const;

export const portproxyStale: LabFault = {
  id: "portproxy-stale",
  shows:
    "netsh interface portproxy leads to an address that the VM no longer has: the phone is let in and gets no answer",
  async apply({ home }) {
    const connect = [`connectaddress=${staleAddress}`, "connectport=18789"] as const;
    await runOnWindows(home, "netsh.exe", ...portproxy, "add", "v4tov4", ...listen, ...connect);
  },
  async clear({ home }) {
    const { portProxy } = readWindowsState(home);
    if (portProxy.some((rule) => rule.connectAddress === staleAddress))
      await runOnWindows(home, "netsh.exe", ...portproxy, "delete", "v4tov4", ...listen);
  },
};
