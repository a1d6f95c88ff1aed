import { hostPort } from "../edges/loopback.ts";
import type { Edge } from "../model/edge.ts";
import { wslNetwork } from "../model/ids.ts";
import type { Namespace, Network } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { WslNetworkingMode } from "../model/wslNetworking.ts";
import { edgeWords } from "./reachNodes.ts";
import { listenerNodes } from "./listenerNodes.ts";
import { kindWords } from "./gatewayNodes.ts";
import { fileName } from "./fileName.ts";
import { nameOfNamespace, namespaceName } from "./namespaceName.ts";
import { supervisorDescription } from "./supervisorText.ts";
import { facts, treeNode, type TreeNode } from "./treeNode.ts";

/** One row per namespace; those that share a network with others stand under one row for it. */
export function namespaceNodes(snapshot: Snapshot): readonly TreeNode[] {
  return snapshot.networks.flatMap((network) => {
    const members = snapshot.namespaces.filter((namespace) => namespace.network === network.id);
    const isShared = members.length > 1 || (members.length > 0 && network.id === wslNetwork);
    const rows = members.map((namespace) => namespaceNode(namespace, isShared ? null : network, snapshot));
    return isShared ? [networkNode(network, rows, snapshot)] : rows;
  });
}

function networkNode(network: Network, rows: readonly TreeNode[], snapshot: Snapshot): TreeNode {
  const id = `network/${network.id}`;
  return treeNode({
    id,
    kind: "network",
    label: network.name,
    description: facts(
      network.wslMode == null ? null : modeWords[network.wslMode],
      rows.length > 1 && `${rows.length} namespaces share one localhost`,
    ),
    isExpanded: true,
    children: [...listenerNodes(id, network, snapshot), ...rows],
  });
}

/** As Microsoft writes them. */
const modeWords: Readonly<Record<WslNetworkingMode, string>> = {
  nat: "NAT",
  mirrored: "mirrored",
  virtioproxy: "VirtioProxy",
  consomme: "Consomme",
  bridged: "bridged",
  none: "no network",
};

/** `network` is null where its listeners stand with it, since several namespaces share them. */
function namespaceNode(namespace: Namespace, network: Network | null, snapshot: Snapshot): TreeNode {
  const isVantage = namespace.id === snapshot.vantage;
  const name = namespaceName(namespace);
  const id = `namespace/${namespace.id}`;
  return treeNode({
    id,
    kind: "namespace",
    label: name,
    description: facts(
      namespace.name !== "" && !name.startsWith(namespace.name) && namespace.name,
      // Whether it runs is worth a word only where it may not.
      (namespace.kind === "wsl" || namespace.state !== "running") && namespace.state,
      isVantage && "you are here",
    ),
    state: namespace.state === "running" ? "plain" : "off",
    tooltip: namespace.facts.map((fact) => `${fact.name}: ${fact.value}`),
    copyValue: namespace.id,
    isExpanded: isVantage,
    children: [
      ...configRows(id, namespace, snapshot),
      ...(network === null ? [] : listenerNodes(id, network, snapshot)),
      ...group(
        id,
        "supervisors",
        namespace.supervisors.map((each) => supervisorRow(id, each)),
      ),
      ...group(
        id,
        "installs",
        namespace.installs.map((each) => installRow(id, each)),
      ),
      ...group(
        id,
        "paths",
        edgesOf(namespace, snapshot).map((edge) => edgeRow(id, edge, snapshot)),
      ),
      ...namespace.blindSpots.map((text, index) =>
        treeNode({ id: `${id}/blind-spot/${index}`, kind: "blind-spot", label: text, state: "info" }),
      ),
    ],
  });
}

function group(parent: string, name: string, children: readonly TreeNode[]): readonly TreeNode[] {
  if (children.length === 0) return [];
  const label = `${name} (${children.length})`;
  return [treeNode({ id: `${parent}/${name}`, kind: "group", label, children })];
}

function configRows(parent: string, namespace: Namespace, snapshot: Snapshot): readonly TreeNode[] {
  const config = snapshot.configs.get(namespace.id);
  if (config === undefined) return [];
  const id = `${parent}/config`;
  if (!config.known) {
    const label = "config";
    return [
      treeNode({ id, kind: "config", label, description: `not known: ${config.reason}`, state: "info" }),
    ];
  }
  const { path, exists, mode, port, problems } = config.value;
  const [first] = problems;
  return [
    treeNode({
      id,
      kind: "config",
      label: fileName(path),
      description: exists
        ? facts(
            mode === null ? null : `mode ${mode}`,
            `port ${port.value} from ${port.from}`,
            first !== undefined && (problems.length === 1 ? "1 problem" : `${problems.length} problems`),
          )
        : "does not exist",
      state: first === undefined ? "plain" : "warning",
      tooltip: [path, ...problems.map(({ path: at, message }) => `${at}: ${message}`)],
      location: exists ? { file: first?.file ?? path, line: first?.line ?? null } : null,
      copyValue: path,
    }),
  ];
}

function supervisorRow(parent: string, supervisor: Namespace["supervisors"][number]): TreeNode {
  return treeNode({
    id: `${parent}/supervisor/${supervisor.id}`,
    kind: "supervisor",
    label: supervisor.name,
    description: facts(kindWords[supervisor.kind], supervisorDescription(supervisor)),
    state: supervisor.state?.active === "failed" ? "error" : "plain",
    tooltip: [...supervisor.files, supervisor.execStart.join(" ")].filter((line) => line !== ""),
    copyValue: supervisor.name,
  });
}

function installRow(parent: string, install: Namespace["installs"][number]): TreeNode {
  return treeNode({
    id: `${parent}/install/${install.id}`,
    kind: "install",
    label: install.version === null ? "openclaw" : `openclaw ${install.version}`,
    description: facts(
      install.node === null ? null : `Node ${install.node.version ?? "of unknown version"}`,
      install.foundBy.join(", "),
    ),
    tooltip: [install.packageDir, install.command.join(" ")],
    copyValue: install.packageDir,
  });
}

function edgesOf(namespace: Namespace, snapshot: Snapshot): readonly Edge[] {
  return snapshot.edges.filter((edge) => edge.from.namespace === namespace.id);
}

function edgeRow(parent: string, { kind, from, to }: Edge, snapshot: Snapshot): TreeNode {
  const target = `${nameOfNamespace(snapshot, to.namespace)} ${hostPort(to.address, to.port)}`;
  return treeNode({
    id: `${parent}/edge/${kind}/${from.address}:${from.port}`,
    kind: "edge",
    label: hostPort(from.address, from.port),
    description: `${edgeWords[kind]} → ${target}`,
  });
}
