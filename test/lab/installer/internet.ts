/** The internet of a lab, as far as the installer needs it: a network behind Windows' router, and its name server. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { cgroupFolder, killCgroup, spawnInCgroup } from "../kernel/labCgroup.ts";
import { startHolder } from "../kernel/networkHolder.ts";
import { runTool } from "../kernel/runTool.ts";

/** Where every site of the lab's internet is: an address that RFC 5737 keeps for documentation. */
export const siteAddress = "203.0.113.10";
/** Where the instances of a mirrored network look for names: an address that WSL's DNS tunnel answers. */
const tunnelAddress = "10.255.255.254";
const windowsCard = "Wi-Fi";
const nameServer = fileURLToPath(new URL("sharedAccessProcess.ts", import.meta.url));

export interface Internet {
  /** `/proc/<pid>/ns/net` */
  readonly network: string;
  /** Starts one of the lab's programs there, or on the Windows side; resolves when it said `ready`. */
  run(side: "internet" | "windows", program: string, args: readonly string[]): Promise<void>;
  stop(): Promise<void>;
}

/** Puts Windows online. Instances reach the sites through Windows in NAT mode, and as Windows does when mirrored. */
export async function startInternet(place: LabPlace, hosts: readonly string[]): Promise<Internet> {
  const cgroup = cgroupFolder(place, "internet");
  const holder = await startHolder(
    cgroup,
    `ip link set lo up && ip address add ${siteAddress}/32 dev lo && echo ready && exec sleep infinity`,
  );
  const script = `
    ip link add ${windowsCard} type veth peer name eth0 netns "$1"
    ip address add 192.168.1.10/24 dev ${windowsCard} && ip link set ${windowsCard} up
    nsenter --net="/proc/$1/ns/net" sh -ec '
      ip address add 192.168.1.1/24 dev eth0 && ip link set eth0 up
      ip route add 172.29.0.0/20 via 192.168.1.10'
    ip route add default via 192.168.1.1
    ip address add ${tunnelAddress}/32 dev lo
    echo 1 >/proc/sys/net/ipv4/ip_forward`;
  const run: Internet["run"] = (side, program, args) =>
    startProgram(cgroup, side === "windows" ? place.windowsNetwork : holder.path, program, args);
  await inWindows(place, ["sh", "-ec", script, "sh", String(holder.pid)]);
  await run("windows", nameServer, [siteAddress, ...hosts]);
  return {
    network: holder.path,
    run,
    async stop() {
      await killCgroup(cgroup);
      const undo = `ip link delete ${windowsCard}; ip address delete ${tunnelAddress}/32 dev lo`;
      await inWindows(place, ["sh", "-c", `(${undo}) 2>&1 || true`]);
    },
  };
}

async function startProgram(
  cgroup: string,
  network: string,
  program: string,
  args: readonly string[],
): Promise<void> {
  const argv = [
    "/usr/bin/nsenter",
    `--net=${network}`,
    "--",
    process.execPath,
    "--no-warnings",
    program,
    ...args,
  ];
  const child = spawnInCgroup(cgroup, argv, { stdio: ["ignore", "pipe", "pipe"], cwd: "/", detached: true });
  const { stdout, stderr } = child;
  if (stdout === null || stderr === null) throw new Error(`${program} has no output`);
  let said = "";
  stderr.on("data", (chunk: Buffer) => {
    said = (said + chunk.toString()).slice(-2000);
  });
  const signal = AbortSignal.timeout(20_000);
  await Promise.race([
    once(stdout, "data", { signal }),
    once(child, "close", { signal }).then(() => {
      throw new Error(`${program} ended: ${said}`);
    }),
  ]);
  // It stays for the life of the lab, but does not keep this process from ending.
  stdout.destroy();
  stderr.destroy();
  child.unref();
}

async function inWindows(place: LabPlace, argv: readonly string[]): Promise<void> {
  await runTool(["nsenter", `--net=${place.windowsNetwork}`, "--", ...argv]);
}
