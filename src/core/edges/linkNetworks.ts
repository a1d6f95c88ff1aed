import { mapFact, type Fact } from "../model/fact.ts";
import type { Edge } from "../model/edge.ts";
import type { Gateway } from "../model/gateway.ts";
import { windowsNetwork, wslNetwork, type NamespaceId } from "../model/ids.ts";
import type { Listener } from "../model/listener.ts";
import type { Namespace, Network } from "../model/namespace.ts";
import type { PortproxyRule } from "../parse/portproxy.ts";
import { hostOf, isLoopback, isOnLoopback, isUnspecified } from "./loopback.ts";
import { relayKindOf } from "./relayPrograms.ts";

/** What the providers saw, side by side. */
export interface Apart {
  readonly networks: readonly Network[];
  readonly namespaces: readonly Namespace[];
  readonly gateways: readonly Gateway[];
  readonly portproxies: Fact<readonly PortproxyRule[]> | null;
}

/** The same with the ways between the networks. */
export interface Linked {
  readonly networks: readonly Network[];
  readonly edges: readonly Edge[];
}

const windows: NamespaceId = "windows";

/** Finds which listeners of Windows stand for one in a WSL instance, and what an instance's listener is to Windows. */
export function linkNetworks(apart: Apart): Linked {
  const host = apart.networks.find(({ id }) => id === windowsNetwork);
  const guest = apart.networks.find(({ id }) => id === wslNetwork);
  const mirrored = host === undefined ? [] : mirroredEdges(host, apart);
  if (host === undefined || guest === undefined) return { networks: apart.networks, edges: mirrored };
  const edges = [...relayEdges(host, guest, apart), ...loopbackProxies(host, apart.portproxies)];
  const isLinked = ({ address, port }: Listener): boolean =>
    edges.some(({ from }) => from.address === hostOf(address) && from.port === port);
  const networks = apart.networks.map((network) => {
    if (network === host) return withExposures(network, (each) => (isLinked(each) ? relayed(each) : each));
    return network === guest ? withExposures(network, (each) => boxed(each, guest)) : network;
  });
  return { networks, edges: [...edges, ...mirrored] };
}

function withExposures(network: Network, map: (listener: Listener) => Listener): Network {
  return { ...network, listeners: mapFact(network.listeners, (all) => all.map(map)) };
}

function relayed(listener: Listener): Listener {
  return relayKindOf(listener.owner) === null || listener.exposure === "published"
    ? listener
    : { ...listener, exposure: "relay" };
}

/** Behind the NAT no other machine reaches an instance. virtioproxy and consomme open 0.0.0.0 on Windows, too. */
function boxed(listener: Listener, { wslMode }: Network): Listener {
  const isBehindNat = wslMode == null || wslMode === "nat" || wslMode === "none";
  return listener.exposure === "lan" && isBehindNat ? { ...listener, exposure: "network" } : listener;
}

/** WSL opens on Windows what listens in its network on loopback or on every address, each family by itself. */
function relayEdges(host: Network, guest: Network, apart: Apart): readonly Edge[] {
  if (!host.listeners.known || !guest.listeners.known) return [];
  const inside = guest.listeners.value;
  const isDeviceHost = guest.wslMode === "consomme" || guest.wslMode === "virtioproxy";
  return host.listeners.value.flatMap((listener): readonly Edge[] => {
    const kind = relayKindOf(listener.owner);
    if (kind !== "wsl" && !(kind === "wsl-device-host" && isDeviceHost)) return [];
    const target = inside.find(
      ({ family, address, port }) =>
        family === listener.family && port === listener.port && isOnLoopback(address),
    );
    const namespace = target === undefined ? null : namespaceOf(target, guest, apart);
    if (target === undefined || namespace === null) return [];
    return [
      {
        kind: "localhost-relay",
        from: { namespace: windows, address: hostOf(listener.address), port: listener.port },
        to: { namespace, address: target.address, port: target.port },
      },
    ];
  });
}

/** In mirrored mode 127.0.0.1 leads both ways; ::1 does not (microsoft/WSL docs, networking). */
function mirroredEdges(host: Network, { namespaces }: Apart): readonly Edge[] {
  if (!host.listeners.known) return [];
  return host.listeners.value.flatMap(({ owner, address, port }): readonly Edge[] => {
    const namespace = namespaces.find(({ id }) => id === owner?.namespace);
    const isV4 = address === "127.0.0.1" || address === "0.0.0.0";
    if (namespace?.kind !== "wsl" || !isV4) return [];
    const from = { namespace: windows, address: "127.0.0.1", port };
    return [{ kind: "mirrored-loopback", from, to: { namespace: namespace.id, address, port } }];
  });
}

/** Rules that stay on Windows. Where another leads is known only to who knows the addresses of the instances. */
function loopbackProxies(host: Network, rules: Fact<readonly PortproxyRule[]> | null): readonly Edge[] {
  if (rules?.known !== true || !host.listeners.known) return [];
  const listening = host.listeners.value;
  return rules.value.flatMap(
    ({ listenAddress, listenPort, connectAddress, connectPort }): readonly Edge[] => {
      const to = connectAddress === "localhost" ? "127.0.0.1" : connectAddress;
      const listener = listening.find(
        ({ owner, address, port }) =>
          port === listenPort &&
          relayKindOf(owner) === "service-host" &&
          (address === listenAddress || (listenAddress === "*" && isUnspecified(address))),
      );
      if (listener === undefined || !isLoopback(to)) return [];
      const from = { namespace: windows, address: hostOf(listener.address), port: listenPort };
      return [{ kind: "portproxy", from, to: { namespace: windows, address: to, port: connectPort } }];
    },
  );
}

/** Whose listener it is: its owner's namespace, that of the gateway at its port, or the only one that runs. */
function namespaceOf(
  { owner, port }: Listener,
  network: Network,
  { namespaces, gateways }: Apart,
): NamespaceId | null {
  const members = namespaces.filter((each) => each.network === network.id && each.state === "running");
  const gateway = gateways.find(
    (each) => each.port === port && members.some(({ id }) => id === each.namespace),
  );
  const only = members.length === 1 ? members[0]?.id : undefined;
  return owner?.namespace ?? gateway?.namespace ?? only ?? null;
}
