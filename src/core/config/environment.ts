import type { TokenLocation, TokenSourceKind } from "../model/tokenSource.ts";
import { parseDotenv } from "../parse/envFile.ts";
import type { DocumentNode } from "../parse/json5Document.ts";
import type { Ports } from "../ports/observed.ts";
import { nodeAt } from "./configReading.ts";
import { variablesIn } from "./substitute.ts";

/** A variable and where it is set. The value may be a secret: hand it to the vault and drop it. */
export interface Variable {
  readonly value: string;
  readonly kind: TokenSourceKind;
  readonly location: TokenLocation;
  /** When its file was last changed, epoch milliseconds; null for a process. */
  readonly changedAt: number | null;
}

/** One place that sets variables: a process, a unit, a `.env` file, the config's `env` block. */
export type Variables = ReadonlyMap<string, Variable>;

/** Everything that ends up in the environment of one gateway or one client. */
export interface Environment {
  /** What the process was started with; null when that may not be read. */
  readonly process: Variables | null;
  /** The `.env` files, first one first. */
  readonly files: readonly Variables[];
  /** `env.vars` of the config. */
  readonly block: Variables;
}

/**
 * Where `name` is set, the one that counts first. A `.env` file does not override what is set, not even a blank; the
 * config's `env` block fills in what is missing or blank (docs/help/environment.md). On a systemd service that
 * OpenClaw installed, variables that `OPENCLAW_SERVICE_MANAGED_ENV_KEYS` lists come from `.env` first.
 */
export function settersOf(environment: Environment, name: string): readonly Variable[] {
  const { process, files, block } = environment;
  const managed = process?.get("OPENCLAW_SERVICE_MANAGED_ENV_KEYS")?.value.split(/[\s,]+/) ?? [];
  const set = managed.includes(name) ? [...files, process] : [process, ...files];
  const setters = set.flatMap((variables) => variables?.get(name) ?? []);
  const isBlocked = setters[0]?.value.trim() === "";
  return [...(isBlocked ? [] : setters), block.get(name)].filter(
    (variable) => variable !== undefined && variable.value.trim() !== "",
  ) as readonly Variable[];
}

/** The named variables of a process, or null when its environment may not be read. */
export async function readProcessVariables(
  processes: Ports["processes"],
  pid: number | "self",
  names: readonly string[],
): Promise<Variables | null> {
  const answer = await processes.environment(pid, [...new Set(names)]);
  if (!answer.ok) return null;
  return new Map(
    Object.entries(answer.value).map(([name, value]) => [
      name,
      {
        value,
        kind: "process-env",
        location: pid === "self" ? { key: name } : { key: name, pid },
        changedAt: null,
      },
    ]),
  );
}

export interface DotenvFiles {
  readonly variables: readonly Variables[];
  /** Files that exist but may not be read. */
  readonly unreadable: readonly string[];
}

const maxDotenvBytes = 1024 * 1024;

/** Reads the `.env` files that exist. */
export async function readDotenvFiles(files: Ports["files"], paths: readonly string[]): Promise<DotenvFiles> {
  const variables: Variables[] = [];
  const unreadable: string[] = [];
  for (const path of paths) {
    const text = await files.read(path, maxDotenvBytes);
    if (!text.ok) {
      if (text.failure.reason !== "not-found") unreadable.push(path);
      continue;
    }
    const stat = await files.stat(path);
    const changedAt = stat.ok ? stat.value.modifiedAt : null;
    variables.push(
      new Map(
        parseDotenv(text.value).map(({ name, value, line }) => [
          name,
          { value, kind: "dotenv", location: { file: path, line, key: name }, changedAt },
        ]),
      ),
    );
  }
  return { variables, unreadable };
}

/** The config's `env.vars`, and the texts right below `env` as earlier releases have them. Literal values only. */
export function envBlockOf(root: DocumentNode | null, changedAt: number | null): Variables {
  const variables = new Map<string, Variable>();
  for (const path of ["env", "env.vars"]) {
    const node = nodeAt(root, path);
    for (const [name, child] of node?.kind === "object" ? node.members : []) {
      if (child.kind !== "scalar" || typeof child.value !== "string") continue;
      if (variablesIn(child.value).length > 0) continue;
      const { file, line } = child.place;
      const location = { file, line, key: `${path}.${name}` };
      variables.set(name, { value: child.value, kind: "config-env-block", location, changedAt });
    }
  }
  return variables;
}
