import { known, unknown, type Fact } from "../../model/fact.ts";
import { windowsNetwork } from "../../model/ids.ts";
import type { Exposure, Listener } from "../../model/listener.ts";
import { parseNetstat, type NetstatListener } from "../../parse/netstat.ts";
import { parsePortproxy, type PortproxyRule } from "../../parse/portproxy.ts";
import { parseTasklist } from "../../parse/tasklist.ts";
import type { Ports } from "../../ports/observed.ts";
import { relayKindOf } from "../../edges/relayPrograms.ts";
import { hostPort, isLoopback } from "../../edges/loopback.ts";
import { runTool } from "./runTool.ts";
import type { WindowsSystem } from "./windowsSystem.ts";

/** The LISTEN sockets of Windows and whom they belong to. */
export interface WindowsListeners {
  readonly listeners: Fact<readonly Listener[]>;
  readonly portproxies: Fact<readonly PortproxyRule[]>;
  readonly blindSpots: readonly string[];
}

/** Asks netstat for the sockets, tasklist for the names of their owners, and netsh for what Windows itself passes on. */
export async function readWindowsListeners(
  system: WindowsSystem,
  ports: Ports,
  signal: AbortSignal,
): Promise<WindowsListeners> {
  const [sockets, tasks, proxies] = await Promise.all([
    runTool(system, ports, { tool: "netstat.exe", args: ["-ano"] }, signal),
    runTool(system, ports, { tool: "tasklist.exe", args: ["/FO", "CSV", "/NH"] }, signal),
    runTool(system, ports, { tool: "netsh.exe", args: ["interface", "portproxy", "show", "all"] }, signal),
  ]);
  const portproxies = proxies.known ? known(parsePortproxy(proxies.value), proxies.evidence) : proxies;
  if (!sockets.known) {
    const why = `The sockets of Windows cannot be read (${sockets.reason}), so no listener is known there.`;
    return { listeners: unknown(sockets.reason, sockets.evidence), portproxies, blindSpots: [why] };
  }
  const names = tasks.known ? parseTasklist(tasks.value) : new Map<number, string>();
  const rules = portproxies.known ? portproxies.value : [];
  const rows = new Map<string, Listener>();
  for (const socket of parseNetstat(sockets.value)) {
    const listener = toListener(socket, names.get(socket.pid) ?? null, rules);
    // wslrelay.exe may share an address with another program (SO_REUSEADDR): both are there.
    const id = rows.has(listener.id)
      ? `${listener.id}#${listener.owner?.process ?? socket.pid}`
      : listener.id;
    rows.set(id, { ...listener, id });
  }
  return {
    listeners: known([...rows.values()].toSorted(byPort), [...sockets.evidence, ...tasks.evidence]),
    portproxies,
    blindSpots: tasks.known
      ? []
      : [`The programs of Windows cannot be listed (${tasks.reason}), so listeners are known by pid only.`],
  };
}

function byPort(one: Listener, other: Listener): number {
  return one.port - other.port || one.family.localeCompare(other.family) || one.id.localeCompare(other.id);
}

function toListener(
  { family, address, port, pid }: NetstatListener,
  process: string | null,
  rules: readonly PortproxyRule[],
): Listener {
  const owner = { pid, process: process ?? `process ${pid}`, unit: null, container: null };
  return {
    id: `${windowsNetwork}/${hostPort(address, port)}`,
    protocol: "tcp",
    family,
    address,
    port,
    owner,
    exposure: exposureOf(address, port, owner, rules),
  };
}

/** What a device host passes on cannot be told from here: see linkNetworks, which knows the instances' sockets. */
function exposureOf(
  address: string,
  port: number,
  owner: { readonly process: string },
  rules: readonly PortproxyRule[],
): Exposure {
  const kind = relayKindOf(owner);
  if (kind === "wsl") return "relay";
  if (kind === "docker") return "published";
  if (kind === "service-host" && rules.some((rule) => listensAt(rule, address, port))) return "relay";
  return isLoopback(address) ? "loopback" : "lan";
}

/** `*` is written for every address of the rule's family. */
export function listensAt(
  { listenAddress, listenPort }: PortproxyRule,
  address: string,
  port: number,
): boolean {
  if (listenPort !== port) return false;
  return listenAddress === address || (listenAddress === "*" && (address === "0.0.0.0" || address === "::"));
}
