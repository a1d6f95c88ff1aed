/** ipconfig.exe without arguments or with /all: the adapters that Windows has in the lab. */
import { networkInterfaces } from "node:os";
import { readWindowsState } from "./windowsState.ts";
import { runTool } from "./windowsTool.ts";

await runTool(({ home, args, out }) => {
  const [option] = args;
  if (option !== undefined && option.toLowerCase() !== "/all") {
    out(`\nError: unrecognized or incomplete command line.\n`);
    return 1;
  }
  out("\nWindows IP Configuration\n\n");
  for (const [, addresses = []] of Object.entries(networkInterfaces())) {
    for (const { address, netmask, family, internal } of addresses) {
      if (internal || family !== "IPv4") continue;
      const name = address.startsWith("172.29.") ? "vEthernet (WSL (Hyper-V firewall))" : "Ethernet";
      out(`\nEthernet adapter ${name}:\n\n`);
      out(`   Connection-specific DNS Suffix  . : \n`);
      out(`   IPv4 Address. . . . . . . . . . . : ${address}\n`);
      out(`   Subnet Mask . . . . . . . . . . . : ${netmask}\n`);
      out(`   Default Gateway . . . . . . . . . : \n`);
      if (option === undefined) continue;
      out(`   DNS Servers . . . . . . . . . . . : ${readWindowsState(home).dnsServers.join(", ")}\n`);
    }
  }
  return 0;
});
