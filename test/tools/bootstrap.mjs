// What must run before anything is installed: plain JavaScript, no dependencies, any Node that npm runs on.
import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { delimiter, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

export const root = fileURLToPath(new URL("../..", import.meta.url));

const exe = process.platform === "win32" ? "node.exe" : "bin/node";

/** The Node that runs everything here, and the real gateway: an optional dependency, one package per platform. */
export const pinnedNode = join(root, `node_modules/node-${platformName()}-${process.arch}`, exe);

function platformName() {
  return process.platform === "win32" ? "win" : process.platform;
}

/**
 * The environment for a child: the pinned Node first on PATH, and nothing by which the npm that runs us would bend
 * a nested one (`npm_config_local_prefix` is this repository). The user's own settings, as the cache, stay.
 */
export function cleanEnv() {
  const env = Object.fromEntries(
    Object.entries(process.env).filter(
      ([name]) => !/^npm_(package|lifecycle)_|^npm_config_(local_prefix|workspaces?)$|^INIT_CWD$/i.test(name),
    ),
  );
  env["PATH"] = [dirname(pinnedNode), join(root, "node_modules/.bin"), process.env["PATH"]].join(delimiter);
  return env;
}

/**
 * Runs npm and resolves when it succeeded. Its output goes to our stderr.
 * @param {string[]} args
 * @param {string} cwd
 * @returns {Promise<void>}
 */
export function runNpm(args, cwd) {
  const cli = process.env["npm_execpath"] ?? "";
  const isNpm = /npm-cli\.[cm]?js$/.test(cli) && existsSync(cli);
  const [program, first] = isNpm ? [process.execPath, [cli]] : ["npm", []];
  const child = spawn(program, [...first, ...args], {
    cwd,
    env: cleanEnv(),
    stdio: ["ignore", 2, 2],
    shell: !isNpm && process.platform === "win32",
  });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) =>
      code === 0 ? resolve() : reject(new Error(`npm ${args.join(" ")} in ${cwd} ended with ${code}`)),
    );
  });
}

/** Whether node_modules is what package-lock.json asks for, by the lockfile that npm leaves inside it. */
function isInstalled() {
  const hidden = join(root, "node_modules/.package-lock.json");
  if (!existsSync(hidden) || !existsSync(pinnedNode)) return false;
  const wanted = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")).packages;
  const present = JSON.parse(readFileSync(hidden, "utf8")).packages;
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === "" || present[path]?.version === version || ((optional || devOptional) && !(path in present)),
  );
}

/** Installs what is missing, then runs a TypeScript tool of this folder on the pinned Node and ends as it ended. */
export async function runTool(/** @type {string} */ name) {
  if (!isInstalled()) {
    console.error("Installing dependencies (npm ci) …");
    await runNpm(["ci"], root);
  }
  const child = spawn(pinnedNode, [join(root, "test/tools", name), ...process.argv.slice(2)], {
    cwd: root,
    env: cleanEnv(),
    stdio: "inherit",
  });
  // Ctrl-C reaches the whole foreground group; the child decides when it is over.
  process.on("SIGINT", () => {});
  process.on("SIGTERM", () => child.kill("SIGTERM"));
  child.once("exit", (code, signal) => {
    process.exitCode = code ?? (signal === "SIGINT" ? 130 : 1);
  });
}
