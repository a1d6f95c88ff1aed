/**
 * `npm start`: builds, brings up a real gateway in a demo home, shows what the command line says about it, and opens VS
 * Code on it: the desktop editor where `code` is on PATH, else VS Code in the browser. `-- --once` ends after the terminal.
 * `-- --lab` does so on the Windows of a lab, `-- --lab --remote-wsl` in an instance of it: as root, on Linux.
 */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { lensPath } from "../support/lensCli.ts";
import { startGateway } from "../support/realGateway.ts";
import { canListen, freePort, makeGatewayHome } from "../support/realGatewayHome.ts";
import { embeddedDir } from "../support/embeddedInstall.ts";
import { openWorkbench } from "../workbench/run/openWorkbench.ts";
import { root } from "./bootstrap.mjs";

const usualPort = 18789;

// Until the gateway is up, Ctrl-C ends everything at once; its group goes with this process.
let interrupt: () => void = () => process.exit(130);
for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => interrupt());

function interrupted(): Promise<void> {
  return new Promise((resolve) => {
    interrupt = resolve;
  });
}

/** Runs it on our terminal and resolves with its exit code. */
function run(program: string, args: readonly string[], env = process.env): Promise<number> {
  const child = spawn(program, args, { cwd: root, env, stdio: "inherit" });
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("close", (code) => resolve(code ?? 1));
  });
}

if ((await run(process.execPath, ["esbuild.mjs"])) !== 0) process.exit(1);

const isOnce = process.argv.includes("--once");
if (process.argv.includes("--lab")) {
  const { showLab } = await import("./startLab.ts");
  await showLab({ isOnce, isRemoteWsl: process.argv.includes("--remote-wsl"), interrupted });
  process.exit();
}

const isUsualFree = (await canListen(usualPort, "127.0.0.1")) && (await canListen(usualPort, "::1"));
const home = await makeGatewayHome({
  dir: join(embeddedDir, "home"),
  port: isUsualFree ? usualPort : await freePort(),
});
console.log(`Starting OpenClaw ${home.version} at ${home.url} in ${home.dir} …`);
const gateway = await startGateway({ home });

// Unlike a test, this run is read by a person: colour and width are the terminal's.
const env: NodeJS.ProcessEnv = {
  ...home.env,
  TERM: process.env["TERM"],
  COLORTERM: process.env["COLORTERM"],
};
delete env["NO_COLOR"];
const lens = (...args: string[]) => run(process.execPath, [lensPath, ...args], env);
console.log("\n$ gateway-lens topology");
await lens("topology");
console.log("\n$ gateway-lens probe");
process.exitCode = await lens("probe");

if (!isOnce) {
  console.log(
    "\nOpening VS Code with the extension; the first time it is installed from npm (a minute or two) …",
  );
  const workbench = await openWorkbench({ folder: home.dir, env: editorEnv(home.env) });
  console.log(workbench.url === null ? "VS Code is open." : `VS Code in the browser: ${workbench.url}`);
  console.log(`The gateway keeps running (pid ${gateway.pid}). Look again from another terminal:`);
  console.log(`  HOME=${home.dir} node ${lensPath} probe`);
  console.log("Ctrl-C ends both.");
  await Promise.race([gateway.ended, interrupted()]);
  await workbench.stop();
}
await gateway.stop();
process.exit();

/** What makes the extension look at the demo gateway: its home and its settings, not our own. */
function editorEnv(env: NodeJS.ProcessEnv): Record<string, string> {
  const names = Object.keys(env).filter(
    (name) => name === "HOME" || name === "PATH" || name.startsWith("OPENCLAW_"),
  );
  return Object.fromEntries(names.map((name) => [name, env[name] ?? ""]));
}
