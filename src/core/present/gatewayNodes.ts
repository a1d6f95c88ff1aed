import type { Gateway } from "../model/gateway.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Supervisor } from "../model/supervisor.ts";
import { durationText } from "./durationText.ts";
import { nameOfNamespace } from "./namespaceName.ts";
import { reachNodes } from "./reachNodes.ts";
import { supervisorDescription, supervisorOf } from "./supervisorText.ts";
import { facts, treeNode, type TreeNode, type TreeState } from "./treeNode.ts";

const stateWords: Readonly<Record<Gateway["state"], string>> = {
  started: "",
  starting: "starting",
  draining: "shutting down",
  silent: "does not answer",
};

const states: Readonly<Record<Gateway["state"], TreeState>> = {
  started: "ok",
  starting: "warning",
  draining: "warning",
  silent: "error",
};

/** One row per gateway, each with the addresses at which it answers and what keeps it running. */
export function gatewayNodes(snapshot: Snapshot): readonly TreeNode[] {
  return snapshot.gateways.map((gateway) => gatewayNode(gateway, snapshot));
}

function gatewayNode(gateway: Gateway, snapshot: Snapshot): TreeNode {
  const name = nameOfNamespace(snapshot, gateway.namespace);
  const supervisor = supervisorOf(snapshot, gateway);
  const uptime =
    gateway.startedAt === null ? null : `up ${durationText(snapshot.takenAt - gateway.startedAt)}`;
  return treeNode({
    id: `gateway/${gateway.id}`,
    kind: "gateway",
    label: `${name}:${gateway.port}`,
    description: facts(
      gateway.version,
      uptime,
      supervisor === null ? null : kindWords[supervisor.kind],
      stateWords[gateway.state],
    ),
    state: states[gateway.state],
    tooltip: [
      `Gateway ${gateway.id}`,
      gateway.version === null ? "It does not tell its version." : `Version ${gateway.version}`,
      ...(gateway.startedAt === null ? [] : [`Started ${new Date(gateway.startedAt).toISOString()}`]),
      ...(gateway.pid === null ? [] : [`Process ${gateway.pid}`]),
      ...(gateway.stateDir == null ? [] : [`State directory ${gateway.stateDir}`]),
      gateway.ownerVerified
        ? "The owner of its socket is a gateway process."
        : "The owner of its socket could not be verified, so no credential is sent to it.",
    ],
    abilities: ["canClimb"],
    copyValue: gateway.id,
    isExpanded: true,
    children: [
      ...reachNodes(gateway, snapshot),
      ...(supervisor === null ? [] : [servedBy(gateway, supervisor)]),
    ],
  });
}

function servedBy(gateway: Gateway, supervisor: Supervisor): TreeNode {
  return treeNode({
    id: `gateway/${gateway.id}/supervisor`,
    kind: "supervisor",
    label: "supervisor",
    description: facts(supervisor.name, supervisorDescription(supervisor)),
    tooltip: supervisor.files,
    copyValue: supervisor.name,
  });
}

/** How each kind of supervisor is called in a row. */
export const kindWords: Readonly<Record<Supervisor["kind"], string>> = {
  "systemd-user": "systemd --user",
  "systemd-system": "systemd",
  launchd: "launchd",
  "scheduled-task": "Scheduled Task",
  "startup-folder": "Startup folder",
  "container-engine": "container",
  foreground: "foreground",
};
