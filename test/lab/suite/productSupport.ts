/** The product as it ships, run where its users run it: on the Windows side of a lab, and inside an instance. */
import assert from "node:assert/strict";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { lensPath } from "../../support/lensCli.ts";
import { startLab, type Lab } from "../lab.ts";
import { shownExitCode } from "../service/initClient.ts";
import { eventually, sh } from "./suiteSupport.ts";

const dist = dirname(lensPath);
const asWindows = fileURLToPath(new URL("../asWindows.mjs", import.meta.url));
const insideDist = "/opt/gateway-lens";
const insideNode = "/opt/openclaw/tools/node/bin/node";
const bundles = ["cli.js", "machine.js", "execa.js", "ws.js"];

export const instance = "OpenClawGateway";
export const gatewayPort = 18_789;
export const gatewayToken = "lab-token-0123456789abcdef";

/** uname(2), which Node asks, tells every namespace the release of the machine's own kernel. */
const releasePreload = `require("node:os").release = () =>
  require("node:fs").readFileSync("/proc/sys/kernel/osrelease", "utf8").trim();
`;

/** What one run of the command line wrote. */
export interface ProductRun {
  readonly exitCode: number | null;
  readonly json: unknown;
}

/** A Windows with a gateway in one instance and a second instance that is stopped. */
export async function startProductLab(): Promise<Lab> {
  assert.ok(existsSync(join(dist, "cli.js")), "build the product first: node esbuild.mjs");
  const lab = await startLab({ machine: { relayPollMs: 200, instanceIdleMs: -1, vmIdleMs: 100 } });
  try {
    const texts = bundles.map((name) => [`${insideDist}/${name}`, readFileSync(join(dist, name), "utf8")]);
    await lab.install(instance, {
      files: { ...Object.fromEntries(texts), [`${insideDist}/release.cjs`]: releasePreload },
      gateway: { port: gatewayPort, token: gatewayToken },
    });
    await lab.install("Ubuntu");
    return lab;
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

/** The command line as it is started on the Windows side, where it takes the lab for Windows. */
export function lensCommand(...args: readonly string[]): [string, ...string[]] {
  return [process.execPath, "--import", asWindows, join(dist, "cli.js"), ...args, "--json"];
}

/** Runs the command line on the Windows side. */
export async function lensOnWindows(lab: Lab, ...args: readonly string[]): Promise<ProductRun> {
  const { code, stdout, stderr } = await lab.windows(lensCommand(...args), { timeoutMs: 90_000 });
  return { exitCode: code, json: parse(stdout, stderr) };
}

/** Runs the command line in the instance, as in a Remote-WSL window. */
export async function lensInside(lab: Lab, ...args: readonly string[]): Promise<ProductRun> {
  const run = await lab.inside({
    name: instance,
    argv: [insideNode, "--require", `${insideDist}/release.cjs`, `${insideDist}/cli.js`, ...args, "--json"],
    timeoutMs: 90_000,
  });
  return { exitCode: shownExitCode(run.status), json: parse(run.stdout, run.stderr) };
}

function parse(stdout: Buffer, stderr: Buffer): unknown {
  try {
    return JSON.parse(stdout.toString());
  } catch (error) {
    throw new Error(`no JSON: ${String(error)}\n${stdout.toString()}\n${stderr.toString()}`, {
      cause: error,
    });
  }
}

const curl = (host: string): string =>
  `curl -s -m 3 -o /dev/null -w '%{http_code}' http://${host}:${gatewayPort}/healthz; echo " $?"`;

/** What curl on the Windows side says of the gateway's address: the HTTP status and its own exit code. */
export async function curlOnWindows(lab: Lab, host = "127.0.0.1"): Promise<string> {
  const { stdout } = await lab.windows(["/bin/sh", "-c", curl(host)]);
  return stdout.toString().trim();
}

/** The same inside the instance, which it boots. */
export function curlInside(lab: Lab): Promise<string> {
  return sh(lab, instance, curl("127.0.0.1"));
}

/** Resolves when the gateway says inside its instance that it has started; it answers some seconds before that. */
export async function gatewayUp(lab: Lab): Promise<void> {
  // One command that waits: many would take the processor time that the gateway boots with.
  const ask = `curl -s -m 3 http://127.0.0.1:${gatewayPort}/startupz`;
  const until = `for _ in $(seq 600); do ${ask} | grep '"started"' && exit; sleep 0.2; done; exit 1`;
  const argv = ["/bin/sh", "-c", until] as const;
  const { status, stderr } = await lab.inside({ name: instance, argv, timeoutMs: 120_000 });
  assert.equal(shownExitCode(status), 0, `the gateway does not start: ${stderr.toString()}`);
}

/** Stops the instance and with it WSL's virtual machine, which then reads this `.wslconfig`; empty for none. */
export async function rebootWith(lab: Lab, wslConfig: string): Promise<void> {
  await lab.ask("terminate", { name: instance });
  await eventually(
    () => lab.ask("info", {}),
    ({ isVmRunning }) => !isVmRunning,
  );
  const file = join(lab.home, "c/Users/dev/.wslconfig");
  rmSync(file, { force: true });
  if (wslConfig !== "") writeFileSync(file, wslConfig);
}
