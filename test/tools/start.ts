/** `npm start`: builds, brings up a real gateway in a demo home, and shows what the command line says about it. */
import { spawn } from "node:child_process";
import { join } from "node:path";
import { lensPath } from "../support/lensCli.ts";
import { startGateway } from "../support/realGateway.ts";
import { canListen, freePort, makeGatewayHome } from "../support/realGatewayHome.ts";
import { embeddedDir } from "../support/embeddedInstall.ts";
import { root } from "./bootstrap.mjs";

const usualPort = 18789;

// Until the gateway is up, Ctrl-C ends everything at once; its group goes with this process.
let interrupt: () => void = () => process.exit(130);
process.on("SIGINT", () => interrupt());

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

if (process.stdin.isTTY && process.stdout.isTTY) {
  console.log(`\nThe gateway keeps running (pid ${gateway.pid}). Look again from another terminal:`);
  console.log(`  HOME=${home.dir} node ${lensPath} probe`);
  console.log("Ctrl-C stops it.");
  await Promise.race([gateway.ended, interrupted()]);
}
await gateway.stop();
