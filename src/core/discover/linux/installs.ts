import type { Install } from "../../model/install.ts";
import { parsePackageJson } from "../../parse/packageJson.ts";
import { parseLauncher } from "../../parse/launcher.ts";
import type { Ports } from "../../ports/observed.ts";
import type { ProcessEntry } from "../../ports/processes.ts";
import type { Place } from "./place.ts";
import { readNodeVersion } from "./nodeVersion.ts";
import type { ProcessTable } from "./processTable.ts";
import type { GatewayUnit } from "./unitFiles.ts";

/** Something that points at an install: a launcher on PATH, a unit's command line, a running process. */
interface Pointer {
  readonly foundBy: string;
  readonly command: readonly string[];
  /** A file of the package, or a launcher that leads to one. */
  readonly file: string;
  /** Null when the launcher looks Node up on `path`. */
  readonly node: string | null;
  readonly path: readonly string[];
}

/** Every install that PATH, a unit or a running gateway points at; one package under several names is one. */
export async function discoverInstalls(
  place: Place,
  ports: Ports,
  units: readonly GatewayUnit[],
  gatewayProcesses: readonly ProcessEntry[],
  table: ProcessTable,
): Promise<readonly Install[]> {
  const running = await Promise.all(gatewayProcesses.map((entry) => processPointers(ports, entry, table)));
  const pointers = [
    ...pathPointers(ports.facts.path),
    ...units.flatMap((unit) => unitPointer(unit, ports.facts.path)),
    ...running.flat(),
  ];
  const manifestOf = manifestReader(ports);
  const found = await Promise.all(
    pointers.map((pointer) => readInstall(place, { ports, manifestOf }, pointer)),
  );
  const installs = new Map<string, Install>();
  for (const install of found) {
    if (install === null) continue;
    const twin = installs.get(install.id);
    const foundBy = [...new Set([...(twin?.foundBy ?? []), ...install.foundBy])];
    installs.set(install.id, { ...(twin ?? install), foundBy });
  }
  return [...installs.values()];
}

function pathPointers(path: readonly string[]): readonly Pointer[] {
  return [...new Set(path)].map((folder) => {
    const file = `${folder}/openclaw`;
    return { foundBy: "PATH", command: [file], file, node: null, path };
  });
}

function unitPointer(unit: GatewayUnit, path: readonly string[]): readonly Pointer[] {
  const pointer = commandPointer(`unit ${unit.name}`, unit.command, unit.path ?? path);
  return pointer === null ? [] : [pointer];
}

/**
 * A gateway that set its title hides its arguments, but not those of the helper processes that it starts from
 * its own package with its own Node. Where it has none, its environment tells which `openclaw` it was started as.
 */
async function processPointers(
  ports: Ports,
  entry: ProcessEntry,
  table: ProcessTable,
): Promise<readonly Pointer[]> {
  const own = commandPointer("running gateway", entry.args, []);
  if (own !== null) return [{ ...own, node: entry.executable ?? own.node }];
  for (const helper of table.values()) {
    const pointer =
      helper.parentPid === entry.pid ? commandPointer("running gateway", helper.args, []) : null;
    if (pointer === null) continue;
    const node = entry.executable ?? pointer.node;
    const file = pointer.file.replace(/\/dist\/.*$/, "/dist/index.js");
    return [{ ...pointer, file, node, command: [...(node === null ? [] : [node]), file] }];
  }
  const environment = await ports.processes.environment(entry.pid, ["_", "PATH"]);
  if (!environment.ok) return [];
  const { _: startedAs = "", PATH: path = "" } = environment.value;
  const launchers = startedAs.endsWith("/openclaw") ? [startedAs] : [];
  const candidates = [...launchers, ...path.split(":").map((folder) => `${folder}/openclaw`)];
  const real = await Promise.all(candidates.map((file) => ports.files.realPath(file)));
  const file = candidates.find((_, index) => real[index]?.ok === true);
  if (file === undefined) return [];
  const foundBy = "environment of the running gateway";
  return [{ foundBy, command: [file], file, node: entry.executable, path: [] }];
}

function commandPointer(foundBy: string, args: readonly string[], path: readonly string[]): Pointer | null {
  const file = args.find((arg) => /^\/.*\/(?:openclaw(?:\.mjs)?|dist\/.+\.m?js)$/.test(arg));
  if (file === undefined) return null;
  const first = args[0] ?? "";
  const node = first !== file && /\/node(?:js)?$/.test(first) ? first : null;
  return { foundBy, command: node === null ? [file] : [node, file], file, node, path };
}

type Manifest = ReturnType<typeof parsePackageJson>;

/** What an install is read with. */
interface Reading {
  readonly ports: Ports;
  readonly manifestOf: (packageDir: string) => Promise<Manifest>;
}

/** Reads each manifest once, however many pointers lead to it: that of the gateway has 150 KB. */
function manifestReader({ files }: Ports): Reading["manifestOf"] {
  const manifests = new Map<string, Promise<Manifest>>();
  return (packageDir) => {
    const manifest =
      manifests.get(packageDir) ??
      files
        .read(`${packageDir}/package.json`)
        .then((text) => (text.ok ? parsePackageJson(text.value) : null));
    manifests.set(packageDir, manifest);
    return manifest;
  };
}

async function readInstall(
  place: Place,
  { ports, manifestOf }: Reading,
  pointer: Pointer,
): Promise<Install | null> {
  const real = await ports.files.realPath(pointer.file);
  if (!real.ok) return null;
  const launcher = isPackageFile(real.value) ? null : await readLauncher(ports, real.value);
  if (launcher === null && !isPackageFile(real.value)) return null;
  const entry = launcher === null ? real.value : launcher.entry;
  const packageDir = entry.replace(/\/(?:openclaw\.mjs|dist\/.+)$/, "");
  const named = await manifestOf(packageDir);
  // Another package with a `dist/index.js` is no install; one whose manifest is gone is a broken install.
  if (named !== null && named.name !== "openclaw") return null;
  if (named === null && pointer.foundBy === "PATH") return null;
  const node = launcher?.node ?? pointer.node ?? (await firstNode(ports, pointer.path));
  return {
    id: `${place.namespace}${packageDir}`,
    packageDir,
    command: pointer.command,
    version: named?.version ?? null,
    node: node === null ? null : { path: node, version: await readNodeVersion(ports, node) },
    foundBy: [pointer.foundBy],
  };
}

function isPackageFile(path: string): boolean {
  return /\/(?:openclaw\.mjs|dist\/.+\.m?js)$/.test(path);
}

async function readLauncher(
  ports: Ports,
  path: string,
): Promise<{ readonly node: string; readonly entry: string } | null> {
  const text = await ports.files.read(path, 65_536);
  const launcher = text.ok ? parseLauncher(text.value) : null;
  if (launcher === null) return null;
  const entry = await ports.files.realPath(launcher.entry);
  return entry.ok ? { node: launcher.node, entry: entry.value } : null;
}

async function firstNode(ports: Ports, path: readonly string[]): Promise<string | null> {
  const found = await Promise.all(path.map((folder) => ports.files.stat(`${folder}/node`)));
  const index = found.findIndex((stat) => stat.ok && stat.value.kind === "file");
  return index === -1 ? null : `${path[index]}/node`;
}
