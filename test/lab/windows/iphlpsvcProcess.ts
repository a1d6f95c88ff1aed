/** svchost.exe with the IP Helper service in it, which owns the listeners of portproxy. */
import { existsSync, rmSync } from "node:fs";
import { join } from "node:path";
import { readMachine } from "../machineFile.ts";
import { PortProxy, serveReloads } from "./portProxy.ts";
import { readWindowsState } from "./windowsState.ts";

const [home = ""] = process.argv.slice(2);
const proxy = new PortProxy(() => readMachine(home).excludedPorts);
rmSync(join(home, "iphlpsvc.sock"), { force: true });
await serveReloads(home, () => proxy.apply(readWindowsState(home).portProxy));
// It goes with the lab, even when nobody ends it.
setInterval(() => {
  if (!existsSync(join(home, "machine.json"))) process.exit();
}, 2_000);
