import type { Gateway } from "../model/gateway.ts";
import { windowsNetwork, wslNetwork, type NamespaceId } from "../model/ids.ts";
import type { Listener, ListenerOwner } from "../model/listener.ts";
import type { Network } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { WslNetworkingMode } from "../model/wslNetworking.ts";
import { isLoopback, isOnLoopback } from "./loopback.ts";
import { relayKindOf } from "./relayPrograms.ts";

/** Why a gateway that listens in one network is not reached over the loopback of another. */
export type Barrier =
  /** `.wslconfig` switches the relay off. */
  | { readonly reason: "relay-off"; readonly file: string; readonly line: number | null }
  /** WSL should relay the port to Windows, and nobody listens there. */
  | { readonly reason: "relay-missing" }
  /** Another program of Windows has the port, so that the relay could not open it or shares it. */
  | { readonly reason: "port-held"; readonly owners: readonly ListenerOwner[] }
  /** The relay opens each family by itself, and the gateway listens in the other one only. */
  | { readonly reason: "other-family"; readonly host: string }
  /** The gateway listens at an address that WSL does not relay. */
  | { readonly reason: "address-not-relayed"; readonly addresses: readonly string[] }
  /** In this mode nothing leads from Windows' loopback into WSL. */
  | { readonly reason: "mode-without-relay"; readonly mode: WslNetworkingMode }
  /** From an instance nothing leads to Windows' loopback but mirrored mode. */
  | { readonly reason: "windows-loopback" }
  /** What decides it could not be seen. */
  | { readonly reason: "not-known"; readonly what: string };

/**
 * Why `gateway` does not answer at `host` of `from`, with its port there; null where it does, and where both see the
 * same loopback so that no barrier is between them.
 */
export function barrierTo(
  snapshot: Snapshot,
  gateway: Gateway,
  from: NamespaceId,
  host = "127.0.0.1",
): Barrier | null {
  const here = networkOf(snapshot, from);
  const there = networkOf(snapshot, gateway.namespace);
  if (here === undefined || there === undefined || here === there) return null;
  const url = host.includes(":") ? `[${host}]` : host;
  const answers = gateway.answersAt.filter(({ namespace }) => namespace === from);
  if (answers.some((address) => address.url === `ws://${url}:${gateway.port}`)) return null;
  if (here.id === wslNetwork && there.id === windowsNetwork) return { reason: "windows-loopback" };
  if (here.id !== windowsNetwork || there.id !== wslNetwork) {
    return { reason: "not-known", what: `how ${here.name} and ${there.name} are joined` };
  }
  return barrierIntoWsl(snapshot, gateway, host, here, there);
}

function barrierIntoWsl(
  { wslConfig }: Snapshot,
  { port }: Gateway,
  host: string,
  here: Network,
  there: Network,
): Barrier {
  if (!there.listeners.known) return { reason: "not-known", what: there.listeners.reason };
  if (!here.listeners.known) return { reason: "not-known", what: here.listeners.reason };
  const inside = there.listeners.value.filter((each) => each.port === port);
  const holders = here.listeners.value.filter((each) => each.port === port && takesOnWindows(each, host));
  const foreign = holders.flatMap(({ owner, exposure }) =>
    exposure === "relay" || owner === null || relayKindOf(owner) === "wsl" ? [] : [owner],
  );
  if (foreign.length > 0) return { reason: "port-held", owners: foreign };
  if (inside.length > 0 && !inside.some(({ address }) => isOnLoopback(address))) {
    return { reason: "address-not-relayed", addresses: inside.map(({ address }) => address) };
  }
  const config = wslConfig?.known === true ? wslConfig.value : null;
  const mode = there.wslMode ?? config?.networkingMode.value ?? "nat";
  if (mode === "none" || mode === "bridged") return { reason: "mode-without-relay", mode };
  if (config?.localhostForwarding.value === false && mode === "nat") {
    return { reason: "relay-off", file: config.path, line: config.localhostForwarding.line };
  }
  const families = new Set(inside.filter(({ address }) => isOnLoopback(address)).map(({ family }) => family));
  if (families.size > 0 && !families.has(familyOf(host))) {
    return { reason: "other-family", host: host.includes(":") ? "127.0.0.1" : "::1" };
  }
  return holders.length === 0
    ? { reason: "relay-missing" }
    : { reason: "not-known", what: "what the relay does" };
}

/** Whether a connection to `host` can end at that socket of Windows, where `::` does not take IPv4. */
export function takesOnWindows({ address, family }: Listener, host: string): boolean {
  return address === host || (!isLoopback(address) && isOnLoopback(address) && family === familyOf(host));
}

function familyOf(host: string): Listener["family"] {
  return host.includes(":") ? "ipv6" : "ipv4";
}

function networkOf({ namespaces, networks }: Snapshot, id: NamespaceId): Network | undefined {
  const namespace = namespaces.find((each) => each.id === id);
  return networks.find((network) => network.id === namespace?.network);
}
