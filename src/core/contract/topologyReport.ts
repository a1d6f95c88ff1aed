import * as z from "zod/mini";
import type { Diagnosis } from "../faults/evaluate.ts";
import type { Namespace } from "../model/namespace.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Supervisor } from "../model/supervisor.ts";
import { evidenceEntry, evidenceSchema } from "./evidenceEntry.ts";
import { findingEntry, findingSchema } from "./findingEntry.ts";
import { instant, instantSchema, listOf, schemaVersion, schemaVersionSchema } from "./report.ts";
import { tokenSourceEntry, tokenSourceSchema } from "./tokenSourceEntry.ts";

const listenerSchema = z.strictObject({
  id: z.string(),
  protocol: z.literal("tcp"),
  family: z.enum(["ipv4", "ipv6"]),
  address: z.string(),
  port: z.int(),
  /** Null when the owner could not be seen. */
  owner: z.nullable(
    z.strictObject({
      /** Whose process it is, where several namespaces share the network. */
      namespace: z.optional(z.string()),
      pid: z.int(),
      process: z.string(),
      unit: z.nullable(z.string()),
      container: z.nullable(z.string()),
    }),
  ),
  exposure: z.enum(["loopback", "network", "lan", "published", "relay"]),
});

const supervisorSchema = z.strictObject({
  id: z.string(),
  kind: z.string(),
  name: z.string(),
  state: z.nullable(
    z.strictObject({
      active: z.string(),
      sub: z.string(),
      result: z.string(),
      load: z.string(),
      mainPid: z.nullable(z.int()),
      /** Null when it cannot be told. */
      startedAt: z.nullable(instantSchema),
      restarts: z.nullable(z.int()),
      exitStatus: z.nullable(z.int()),
      enabled: z.nullable(z.boolean()),
      needsDaemonReload: z.boolean(),
    }),
  ),
  unseenBecause: z.nullable(z.string()),
  files: listOf(z.string()),
  execStart: listOf(z.string()),
  port: z.nullable(z.int()),
  /** Null where it cannot be told. */
  stateDir: z.nullable(z.string()),
});

const installSchema = z.strictObject({
  id: z.string(),
  packageDir: z.string(),
  command: listOf(z.string()),
  version: z.nullable(z.string()),
  node: z.nullable(z.strictObject({ path: z.string(), version: z.nullable(z.string()) })),
  foundBy: listOf(z.string()),
});

const edgeEndSchema = z.strictObject({ namespace: z.string(), address: z.string(), port: z.int() });

/** What `topology --json` writes. */
export const topologyReportSchema = z.strictObject({
  schemaVersion: schemaVersionSchema,
  takenAt: instantSchema,
  vantage: z.string(),
  networks: listOf(
    z.strictObject({
      id: z.string(),
      name: z.string(),
      /** How WSL joins it with Windows' network, where a running instance tells; null elsewhere. */
      wslMode: z.nullable(z.enum(["nat", "mirrored", "virtioproxy", "consomme", "bridged", "none"])),
    }),
  ),
  namespaces: listOf(
    z.strictObject({
      id: z.string(),
      kind: z.enum(["windows", "wsl", "container", "linux", "macos"]),
      name: z.string(),
      network: z.string(),
      state: z.enum(["running", "stopped", "unknown"]),
      facts: listOf(z.strictObject({ name: z.string(), value: z.string() })),
      /** The listeners of its network; empty when unknown, and then `listenersUnknown` says why. */
      listeners: listOf(listenerSchema),
      listenersUnknown: z.nullable(z.string()),
      tokenSources: listOf(tokenSourceSchema),
      supervisors: listOf(supervisorSchema),
      installs: listOf(installSchema),
      /** What could not be seen and why. */
      blindSpots: listOf(z.string()),
      /** The `openclaw.json` that its user would run with; null when it could not be told. */
      config: z.nullable(
        z.strictObject({
          path: z.string(),
          exists: z.boolean(),
          mode: z.nullable(z.string()),
          port: z.strictObject({ value: z.int(), from: z.string() }),
        }),
      ),
    }),
  ),
  /** What wsl.exe says of WSL as a whole; null where there is no Windows. */
  wsl: z.nullable(
    z.strictObject({
      state: z.enum([
        "ready",
        "no-instances",
        "not-installed",
        "outdated",
        "component-missing",
        "virtualization-off",
        "hung",
        "unreachable",
        "failed",
      ]),
      version: z.nullable(z.string()),
      detail: z.string(),
      code: z.nullable(z.string()),
      evidence: listOf(z.string()),
    }),
  ),
  edges: listOf(z.strictObject({ kind: z.string(), from: edgeEndSchema, to: edgeEndSchema })),
  gateways: listOf(
    z.strictObject({
      id: z.string(),
      version: z.nullable(z.string()),
      startedAt: z.nullable(instantSchema),
      answersAt: listOf(z.strictObject({ namespace: z.string(), url: z.string() })),
      namespace: z.string(),
      port: z.int(),
      pid: z.nullable(z.int()),
      state: z.enum(["started", "starting", "draining", "silent"]),
      /** True when the owner of the socket was seen to be a gateway, so a credential may be sent to it. */
      ownerVerified: z.boolean(),
    }),
  ),
  findings: listOf(findingSchema),
  evidence: listOf(evidenceSchema),
});

export type TopologyReport = z.infer<typeof topologyReportSchema>;

export function topologyReport(snapshot: Snapshot, diagnosis: Diagnosis): TopologyReport {
  return {
    schemaVersion,
    takenAt: instant(snapshot.takenAt),
    vantage: snapshot.vantage,
    networks: snapshot.networks.map(({ id, name, wslMode = null }) => ({ id, name, wslMode })),
    namespaces: snapshot.namespaces.map((namespace) => namespaceEntry(namespace, snapshot)),
    wsl: snapshot.wsl ?? null,
    edges: snapshot.edges.map(({ kind, from, to }) => ({ kind, from: { ...from }, to: { ...to } })),
    gateways: snapshot.gateways.map((gateway) => ({
      id: gateway.id,
      version: gateway.version,
      startedAt: gateway.startedAt === null ? null : instant(gateway.startedAt),
      answersAt: gateway.answersAt.map(({ namespace, url }) => ({ namespace, url })),
      namespace: gateway.namespace,
      port: gateway.port,
      pid: gateway.pid,
      state: gateway.state,
      ownerVerified: gateway.ownerVerified,
    })),
    findings: diagnosis.findings.map(findingEntry),
    evidence: snapshot.evidence.map(evidenceEntry),
  };
}

function namespaceEntry(namespace: Namespace, snapshot: Snapshot): TopologyReport["namespaces"][number] {
  const listeners = snapshot.networks.find(({ id }) => id === namespace.network)?.listeners;
  const config = snapshot.configs.get(namespace.id);
  const { id, kind, name, network, state, facts, supervisors, installs, blindSpots } = namespace;
  return {
    id,
    kind,
    name,
    network,
    state,
    facts: facts.map((fact) => ({ name: fact.name, value: fact.value })),
    listeners: listeners?.known === true ? listeners.value : [],
    listenersUnknown: listeners?.known === true ? null : (listeners?.reason ?? "not looked for"),
    tokenSources: namespace.tokenSources.map(tokenSourceEntry),
    supervisors: supervisors.map(supervisorEntry),
    installs,
    blindSpots,
    config:
      config?.known === true
        ? {
            path: config.value.path,
            exists: config.value.exists,
            mode: config.value.mode,
            port: { value: config.value.port.value, from: config.value.port.from },
          }
        : null,
  };
}

function supervisorEntry(supervisor: Supervisor): z.infer<typeof supervisorSchema> {
  const { state, stateDir } = supervisor;
  const startedAt = state?.startedAt ?? null;
  return {
    ...supervisor,
    state: state && { ...state, startedAt: startedAt === null ? null : instant(startedAt) },
    stateDir: stateDir ?? null,
  };
}
