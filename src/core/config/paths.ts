import type { Ports } from "../ports/observed.ts";
import { normalizePath, parentOf, resolvePath } from "./posixPath.ts";

/** Where the gateway and its command line keep things, decided as they decide it. */
export interface GatewayPaths {
  /** The home that the defaults are below: `OPENCLAW_HOME`, else `HOME`. */
  readonly home: string;
  readonly stateDir: string;
  readonly configPath: string;
  /** The named profile, or null for the default one. It decides the default port. */
  readonly profile: string | null;
  /** The port when neither the environment nor the config names one. */
  readonly defaultPort: number;
  /** The `.env` files that count, first one first; none of them overrides what is set. */
  readonly dotenvFiles: readonly string[];
  /** Directories outside the config's own that `$include` may reach. */
  readonly includeRoots: readonly string[];
}

/** The variables that `resolveGatewayPaths` looks at. */
export const pathVariables = [
  "HOME",
  "OPENCLAW_HOME",
  "OPENCLAW_STATE_DIR",
  "OPENCLAW_CONFIG_PATH",
  "OPENCLAW_PROFILE",
  "OPENCLAW_INCLUDE_ROOTS",
] as const;

export interface PathQuestion {
  readonly variables: Readonly<Record<string, string>>;
  /** What `HOME` means where it is not set. */
  readonly accountHome: string;
  /** The `--profile` of the command line, or null. Unlike `OPENCLAW_PROFILE` alone it moves the directories. */
  readonly profileFlag: string | null;
  /** What relative paths are relative to. */
  readonly workingDirectory: string;
}

/**
 * `OPENCLAW_CONFIG_PATH` before `OPENCLAW_STATE_DIR` before `OPENCLAW_HOME` before `HOME`; a leading `~` is the
 * OpenClaw home; without a state directory of its own a `.clawdbot` from earlier releases still counts
 * (docs/help/environment.md, and tried out).
 */
export async function resolveGatewayPaths(
  question: PathQuestion,
  files: Ports["files"],
): Promise<GatewayPaths> {
  const { variables, accountHome, profileFlag, workingDirectory } = question;
  const osHome = setting(variables["HOME"]) ?? accountHome;
  const home = expand(setting(variables["OPENCLAW_HOME"]) ?? osHome, osHome, workingDirectory);
  const inHome = (path: string): string => expand(path, home, workingDirectory);
  const exists = async (path: string): Promise<boolean> => (await files.stat(path)).ok;
  const firstExisting = async (candidates: readonly string[]): Promise<string | undefined> => {
    for (const path of candidates) if (await exists(path)) return path;
    return candidates[0];
  };

  const stateOverride = setting(variables["OPENCLAW_STATE_DIR"]);
  const configOverride = setting(variables["OPENCLAW_CONFIG_PATH"]);
  const ownDir = `${home}/.openclaw`;
  const legacyDir = `${home}/.clawdbot`;

  let stateDir: string;
  if (stateOverride !== null) stateDir = inHome(stateOverride);
  else if (profileFlag !== null) stateDir = profileDir(home, profileFlag);
  else stateDir = (await firstExisting([ownDir, legacyDir])) ?? ownDir;

  let configPath = `${stateDir}/openclaw.json`;
  if (configOverride !== null) configPath = inHome(configOverride);
  else if (profileFlag === null) {
    const dirs = stateOverride === null ? [ownDir, legacyDir] : [stateDir];
    configPath =
      (await firstExisting([`${stateDir}/openclaw.json`, ...dirs.flatMap(configNamesIn)])) ?? configPath;
  }

  const isDefaultState = stateOverride === null && profileFlag === null;
  const configDir = configOverride !== null && isDefaultState ? parentOf(configPath) : stateDir;
  const compatibility = isDefaultState || stateDir === ownDir ? [`${home}/.config/openclaw/gateway.env`] : [];
  const profile = profileName(profileFlag ?? variables["OPENCLAW_PROFILE"]);
  return {
    home,
    stateDir,
    configPath,
    profile,
    defaultPort: profileFlag === "dev" ? devPort : defaultPortOf(profile),
    dotenvFiles: [...new Set([`${stateDir}/.env`, `${configDir}/.env`, ...compatibility])],
    includeRoots: (variables["OPENCLAW_INCLUDE_ROOTS"] ?? "")
      .split(":")
      .map((root) => root.trim())
      .filter((root) => root !== "")
      .map(inHome),
  };
}

const devPort = 19_001;

function configNamesIn(dir: string): readonly string[] {
  return [`${dir}/openclaw.json`, `${dir}/clawdbot.json`];
}

/** 18789, or for a named profile 20000 + FNV-1a(name) mod 40000 (since 2026.8; before, always 18789). */
export function defaultPortOf(profile: string | null): number {
  if (profile === null) return 18_789;
  let hash = 2_166_136_261;
  for (const char of profile) hash = Math.imul(hash ^ (char.codePointAt(0) ?? 0), 16_777_619) >>> 0;
  return 20_000 + (hash % 40_000);
}

/** A port as `OPENCLAW_GATEWAY_PORT` may have it: `18790`, `127.0.0.1:18790` or `[::1]:18790`; else null. */
export function portOf(text: string | null | undefined): number | null {
  const digits = /^(?:\[[^\]]+\]:|[^:]+:)?(\d+)$/.exec(text?.trim() ?? "")?.[1];
  const port = Number(digits);
  return digits !== undefined && port > 0 && port <= 65_535 ? port : null;
}

function profileDir(home: string, profile: string): string {
  return profileName(profile) === null ? `${home}/.openclaw` : `${home}/.openclaw-${profile}`;
}

/** Null for the default profile, and for names that the gateway ignores. */
function profileName(text: string | undefined): string | null {
  const name = text?.trim() ?? "";
  return /^[a-z0-9][a-z0-9_-]{0,63}$/i.test(name) && name.toLowerCase() !== "default" ? name : null;
}

/** Shells and service files leave `undefined` and `null` behind; the gateway takes both for unset. */
function setting(text: string | undefined): string | null {
  const trimmed = text?.trim() ?? "";
  return trimmed === "" || trimmed === "undefined" || trimmed === "null" ? null : trimmed;
}

function expand(path: string, home: string, workingDirectory: string): string {
  return /^~(?=$|\/)/.test(path)
    ? normalizePath(`${home}${path.slice(1)}`)
    : resolvePath(workingDirectory, path);
}
