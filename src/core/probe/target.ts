import { failed, success, type Outcome } from "../base/outcome.ts";
import type { Gateway } from "../model/gateway.ts";
import type { GatewayId, NamespaceId } from "../model/ids.ts";
import type { Snapshot } from "../model/snapshot.ts";
import type { Target } from "../model/target.ts";
import { parseLoopbackUrl, type LoopbackUrl } from "./loopbackUrl.ts";
import { namesPort } from "./targetGateway.ts";

/** What may name the gateway to look at, strongest first. */
export interface TargetRequest {
  /** `--target`: a gateway id, a namespace id or a loopback URL. */
  readonly target?: string | undefined;
  /** `OPENCLAW_GATEWAY_URL`. */
  readonly envUrl?: string | undefined;
}

/** Why no gateway could be settled on. */
export interface TargetFailure {
  /** `wrong-use` and `ambiguous-target` are the user's to put right; `no-gateway` is what this machine has. */
  readonly reason: "wrong-use" | "ambiguous-target" | "no-gateway";
  readonly message: string;
  readonly hint: string;
  /** What `--target` would take instead. */
  readonly candidates: readonly GatewayId[];
}

/**
 * Settles which gateway is meant: `--target`, else `OPENCLAW_GATEWAY_URL`, else the port that the vantage's own
 * configuration names, running or not, else the only gateway there is. Where no gateway runs and no file names a
 * port, an install or a service stands for the port that it would use.
 */
export function resolveTarget(snapshot: Snapshot, request: TargetRequest): Outcome<Target, TargetFailure> {
  if (request.target !== undefined) return named(snapshot, request.target.trim());
  if (request.envUrl !== undefined && request.envUrl.trim() !== "") {
    return atUrl(snapshot, request.envUrl.trim(), "OPENCLAW_GATEWAY_URL");
  }
  const own = configured(snapshot, snapshot.vantage);
  if (own !== null) return success(toTarget(snapshot, snapshot.vantage, own.port, own.chosenBy));
  return onlyOf(snapshot, snapshot.gateways, "only-gateway", "No gateway, config or install was found here.");
}

function named(snapshot: Snapshot, name: string): Outcome<Target, TargetFailure> {
  const gateway = snapshot.gateways.find(({ id }) => id === name);
  if (gateway !== undefined) {
    return success(toTarget(snapshot, gateway.namespace, gateway.port, "--target"));
  }
  if (snapshot.namespaces.some(({ id }) => id === name)) {
    const own = configured(snapshot, name);
    if (own !== null) return success(toTarget(snapshot, name, own.port, "--target"));
    const there = snapshot.gateways.filter(({ namespace }) => namespace === name);
    return onlyOf(snapshot, there, "--target", `No gateway, config or install was found in ${name}.`);
  }
  const [, namespace = "", port = ""] = /^(.+):(\d{1,5})$/.exec(name) ?? [];
  if (isPort(Number(port)) && snapshot.namespaces.some(({ id }) => id === namespace)) {
    return success(toTarget(snapshot, namespace, Number(port), "--target"));
  }
  return atUrl(snapshot, name, "--target");
}

function atUrl(snapshot: Snapshot, text: string, chosenBy: string): Outcome<Target, TargetFailure> {
  const url = parseLoopbackUrl(text);
  if (!url.ok) {
    return failed({
      reason: "wrong-use",
      message: `${chosenBy} ${url.failure}.`,
      hint: "Give a gateway id, a namespace id or a loopback URL with a port, such as ws://127.0.0.1:18789.",
      candidates: candidatesOf(snapshot),
    });
  }
  const { host, port } = url.value;
  const edge = snapshot.edges.find(
    ({ from }) => from.namespace === snapshot.vantage && from.address === host && from.port === port,
  );
  // A gateway too busy to answer just now is still where its relay leads.
  const beyond = snapshot.gateways.find(
    (each) =>
      each.port === port &&
      (answersAtVantage(snapshot, each).some((at) => at.host === host) ||
        (edge?.to.namespace === each.namespace && edge.to.port === port)),
  );
  const network = snapshot.namespaces.find(({ id }) => id === snapshot.vantage)?.network;
  const gateway = snapshot.gateways.find(
    (each) =>
      each.port === url.value.port &&
      snapshot.namespaces.find(({ id }) => id === each.namespace)?.network === network,
  );
  const namespace = beyond?.namespace ?? gateway?.namespace ?? snapshot.vantage;
  return success({ ...target(namespace, url.value, chosenBy) });
}

function onlyOf(
  snapshot: Snapshot,
  gateways: readonly Gateway[],
  chosenBy: string,
  nothing: string,
): Outcome<Target, TargetFailure> {
  const [first, second] = gateways;
  if (first === undefined) {
    return failed({
      reason: "no-gateway",
      message: nothing,
      hint: "Start or install a gateway, or name one with --target.",
      candidates: candidatesOf(snapshot),
    });
  }
  if (second !== undefined) {
    return failed({
      reason: "ambiguous-target",
      message: `${gateways.length} gateways run here and no configuration names one.`,
      hint: "Name one with --target.",
      candidates: gateways.map(({ id }) => id),
    });
  }
  return success(toTarget(snapshot, first.namespace, first.port, chosenBy));
}

/**
 * The port that a namespace's own configuration names or, where the file is broken, the port of the gateway that
 * runs on its state directory. A port that only its install or service would use counts
 * while no gateway runs: the default of a configuration that is not there says nothing of a gateway that is.
 */
function configured(snapshot: Snapshot, id: NamespaceId): Pick<Target, "port" | "chosenBy"> | null {
  const config = snapshot.configs.get(id);
  const namespace = snapshot.namespaces.find((each) => each.id === id);
  if (config?.known !== true || namespace === undefined) return null;
  const { exists, port, stateDir, problems } = config.value;
  const isBroken = exists && problems.some(({ kind }) => kind !== "schema");
  const running = snapshot.gateways.find((each) => each.namespace === id && each.stateDir === stateDir);
  if (isBroken && running !== undefined) return { port: running.port, chosenBy: "state-directory" };
  if (namesPort(config.value)) {
    if (port.from === "OPENCLAW_GATEWAY_PORT") return { port: port.value, chosenBy: port.from };
    return { port: port.value, chosenBy: isBroken ? "default-port" : "config" };
  }
  const hasService = namespace.supervisors.some(({ kind }) => kind !== "foreground");
  const isMeant = namespace.installs.length > 0 || hasService;
  return isMeant && snapshot.gateways.length === 0 ? { port: port.value, chosenBy: "default-port" } : null;
}

/** Where a gateway answers from here, also from another network: over a relay, say. */
function answersAtVantage(snapshot: Snapshot, { answersAt }: Gateway): readonly LoopbackUrl[] {
  return answersAt.flatMap(({ namespace, url }) => {
    const parsed = namespace === snapshot.vantage ? parseLoopbackUrl(url) : null;
    return parsed?.ok === true ? [parsed.value] : [];
  });
}

function toTarget(snapshot: Snapshot, namespace: NamespaceId, port: number, chosenBy: string): Target {
  const gateway = snapshot.gateways.find((each) => each.namespace === namespace && each.port === port);
  const [known] = gateway === undefined ? [] : answersAtVantage(snapshot, gateway);
  return target(namespace, known ?? { scheme: "ws", host: "127.0.0.1", port }, chosenBy);
}

function target(namespace: NamespaceId, { scheme, host, port }: LoopbackUrl, chosenBy: string): Target {
  const written = host.includes(":") ? `[${host}]` : host;
  return {
    id: `${namespace}:${port}`,
    namespace,
    host,
    port,
    url: `${scheme}://${written}:${port}`,
    chosenBy,
  };
}

function candidatesOf(snapshot: Snapshot): readonly GatewayId[] {
  return snapshot.gateways.map(({ id }) => id);
}

function isPort(port: number): boolean {
  return port >= 1 && port <= 65_535;
}
