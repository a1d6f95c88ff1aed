import { known, unknown, type Fact } from "../model/fact.ts";
import type { ConfigProblem, GatewayConfig } from "../model/gatewayConfig.ts";
import type { EvidenceId } from "../model/ids.ts";
import { parseJson5, type DocumentNode } from "../parse/json5Document.ts";
import type { FileFailure } from "../ports/files.ts";
import type { Ports } from "../ports/observed.ts";
import { nodeAt, textAt, type ConfigReading } from "./configReading.ts";
import { envBlockOf, readDotenvFiles, readProcessVariables, settersOf } from "./environment.ts";
import { findConfigProblems } from "./findConfigProblems.ts";
import { pathVariables, portOf, resolveGatewayPaths, type GatewayPaths } from "./paths.ts";
import { reachableMode } from "./reachableMode.ts";
import { resolveIncludes } from "./resolveIncludes.ts";
import { substitute, variablesIn } from "./substitute.ts";

export interface ReadOptions {
  /** The release that would read it, which decides what is refused; null or absent means the newest. */
  readonly version?: string | null;
}

/** Reads the config that the user's own `openclaw` would run with. Unknown only where the paths cannot be told. */
export async function readGatewayConfig(ports: Ports, options: ReadOptions = {}): Promise<ConfigReading> {
  const self = await ports.processes.environment("self", pathVariables);
  const workingDirectory = await ports.files.realPath("/proc/self/cwd");
  const paths = await resolveGatewayPaths(
    {
      variables: self.ok ? self.value : { HOME: ports.facts.homeDir },
      accountHome: ports.facts.accountHomeDir,
      profileFlag: ports.facts.profile,
      workingDirectory: workingDirectory.ok ? workingDirectory.value : "/",
    },
    ports.files,
  );
  if (!self.ok) {
    const reason = `the environment cannot be read: ${self.failure.detail}`;
    return { fact: unknown(reason, [self.evidence]), paths, root: null, changedAt: null };
  }
  return readConfigAt(ports, paths, { ...options, process: "self" });
}

/** Reads the config at `paths` as the given process would, whose variables fill in `${VAR}`. */
export async function readConfigAt(
  ports: Ports,
  paths: GatewayPaths,
  options: ReadOptions & { readonly process: number | "self" },
): Promise<ConfigReading> {
  const tree = await readTree(ports.files, paths);
  if (typeof tree === "string") return { fact: unknown(tree), paths, root: null, changedAt: null };

  const block = envBlockOf(tree.root, tree.changedAt);
  const names = [
    ...variablesInTree(nodeAt(tree.root, "gateway")),
    "OPENCLAW_GATEWAY_PORT",
    "OPENCLAW_GATEWAY_URL",
  ];
  const process = await readProcessVariables(ports.processes, options.process, names);
  const dotenv = await readDotenvFiles(ports.files, paths.dotenvFiles);
  const environment = { process, files: dotenv.variables, block };
  const valueOf = (name: string): string | null => settersOf(environment, name)[0]?.value ?? null;
  const text = (path: string): string | null => {
    const written = textAt(tree.root, path);
    return written === null ? null : substitute(written, valueOf).text;
  };

  const portNode = nodeAt(tree.root, "gateway.port");
  const configuredPort =
    portNode?.kind === "scalar" && typeof portNode.value === "number" ? portNode.value : null;
  const config: GatewayConfig = {
    path: paths.configPath,
    stateDir: paths.stateDir,
    profile: paths.profile,
    exists: tree.exists,
    problems: [
      ...tree.problems,
      ...(tree.root === null ? [] : findConfigProblems(tree.root, options.version ?? null, valueOf)),
    ],
    mode: text("gateway.mode"),
    bind: text("gateway.bind"),
    configuredPort,
    port: effectivePort(portOf(valueOf("OPENCLAW_GATEWAY_PORT")), configuredPort, paths),
    isRedirected: valueOf("OPENCLAW_GATEWAY_URL") !== null || text("gateway.mode") === "remote",
    authMode: text("gateway.auth.mode"),
    reloadMode: text("gateway.reload.mode"),
    logFile: text("logging.file"),
    ...placesOf(tree.root, paths.configPath),
    fileMode: await reachableMode(ports.files, paths.configPath),
  };
  const fact: Fact<GatewayConfig> = known(config, tree.evidence);
  return { fact, paths, root: tree.root, changedAt: tree.changedAt };
}

interface Tree {
  readonly exists: boolean;
  readonly root: DocumentNode | null;
  readonly problems: readonly ConfigProblem[];
  readonly changedAt: number | null;
  readonly evidence: readonly EvidenceId[];
}

/** The parsed config with its includes, or why it is not known whether there is one. */
async function readTree(files: Ports["files"], paths: GatewayPaths): Promise<Tree | string> {
  const { configPath } = paths;
  const text = await files.read(configPath);
  const evidence = [text.evidence];
  const nothing = { exists: true, root: null, problems: [], changedAt: null, evidence };
  if (!text.ok) {
    if (text.failure.reason === "not-recorded") return text.failure.detail;
    if (text.failure.reason === "not-found") return { ...nothing, exists: false };
    const message = unreadable(text.failure);
    const problem = {
      file: configPath,
      line: null,
      column: null,
      path: "<root>",
      message,
      kind: "unreadable",
    };
    return { ...nothing, problems: [problem as ConfigProblem] };
  }
  const parsed = parseJson5(text.value, configPath);
  if (!parsed.ok) {
    const { place, message } = parsed.failure;
    return { ...nothing, problems: [{ ...place, path: "<root>", message, kind: "syntax" }] };
  }
  const included = await resolveIncludes(parsed.value, configPath, paths.includeRoots, files);
  const times: number[] = [];
  for (const file of [configPath, ...included.files]) {
    const stat = await files.stat(file);
    if (stat.ok) times.push(stat.value.modifiedAt);
  }
  const changedAt = times.length === 0 ? null : Math.max(...times);
  return { exists: true, root: included.root, problems: included.problems, changedAt, evidence };
}

function effectivePort(
  fromEnvironment: number | null,
  configured: number | null,
  paths: GatewayPaths,
): GatewayConfig["port"] {
  if (fromEnvironment !== null) return { value: fromEnvironment, from: "OPENCLAW_GATEWAY_PORT" };
  if (configured !== null && configured > 0) return { value: configured, from: "gateway.port" };
  const from = paths.profile === null ? "default" : `profile ${paths.profile}`;
  return { value: paths.defaultPort, from };
}

/** Where everything below `gateway` is written. */
function placesOf(root: DocumentNode | null, configPath: string): Pick<GatewayConfig, "lineOf" | "fileOf"> {
  const lineOf: Record<string, number> = {};
  const fileOf: Record<string, string> = {};
  const visit = (node: DocumentNode, path: string): void => {
    lineOf[path] = node.place.line;
    if (node.place.file !== configPath) fileOf[path] = node.place.file;
    if (node.kind !== "object") return;
    for (const [key, child] of node.members) visit(child, `${path}.${key}`);
  };
  const gateway = nodeAt(root, "gateway");
  if (gateway !== null) visit(gateway, "gateway");
  return { lineOf, fileOf };
}

function variablesInTree(node: DocumentNode | null): readonly string[] {
  if (node === null) return [];
  if (node.kind === "scalar") return typeof node.value === "string" ? variablesIn(node.value) : [];
  const children = node.kind === "array" ? node.elements : [...node.members.values()];
  return children.flatMap(variablesInTree);
}

function unreadable(failure: FileFailure): string {
  return fileFailures[failure.reason] ?? `the file cannot be read: ${failure.detail}`;
}

const fileFailures: Partial<Record<FileFailure["reason"], string>> = {
  "no-permission": "the file may not be read",
  "not-a-file": "this is not a file",
  "too-large": "the file is larger than 4 MiB",
  "not-text": "the file is not text",
};
