/** The whole topology, for the workbench to show: a Windows with three instances of WSL. */
import { setTimeout as sleep } from "node:timers/promises";
import type { BindMount } from "../../lab/kernel/kernelTypes.ts";
import { startLab, type Lab } from "../../lab/lab.ts";

export const gatewayInstance = "OpenClawGateway";
export const gatewayPort = 18_789;
/** Where a Remote-WSL window would be. */
export const workInstance = "Ubuntu";
/** Its account. */
export const account = "dev";
export const stoppedInstance = "Debian";
const gatewayStartMs = 120_000;

/** Resolves when the gateway has started and Windows reaches it. `binds` are mounted into the instance to work in. */
export async function startDemoLab({
  binds = [],
}: { readonly binds?: readonly BindMount[] } = {}): Promise<Lab> {
  // Instances stay up without anyone in them, as with a keepalive that holds them.
  const lab = await startLab({ machine: { relayPollMs: 200, instanceIdleMs: -1 } });
  try {
    await lab.install(gatewayInstance, {
      gateway: { port: gatewayPort, token: "lab-token-0123456789abcdef" },
    });
    await lab.install(workInstance, { binds });
    await lab.install(stoppedInstance, { distribution: "Debian" });
    // Containers would be started here, in an instance of their own.
    await Promise.all([addAccount(lab), untilGatewayAnswers(lab)]);
    return lab;
  } catch (error) {
    await lab.stop();
    throw error;
  }
}

/** What the first start of a distribution asks for. */
async function addAccount(lab: Lab): Promise<void> {
  const argv = [
    "/usr/sbin/useradd",
    "--create-home",
    "--shell",
    "/bin/bash",
    "--uid",
    "1000",
    "dev",
  ] as const;
  const { status, stderr } = await lab.inside({ name: workInstance, user: "root", argv });
  if (status !== 0) throw new Error(`no account in ${workInstance}: ${stderr.toString()}`);
  // That stops it.
  await lab.ask("setDefaultUid", { name: workInstance, uid: 1000 });
  await lab.inside({ name: workInstance, argv: ["/bin/true"] });
}

async function untilGatewayAnswers(lab: Lab): Promise<void> {
  const started = ["/bin/sh", "-c", `curl -s -m 3 http://127.0.0.1:${gatewayPort}/startupz`] as const;
  await until("the gateway has started", async () => {
    const { stdout } = await lab.inside({ name: gatewayInstance, argv: started });
    return stdout.includes('"started"');
  });
  await until("Windows reaches it", async () => {
    const { stdout } = await lab.windows(started);
    return stdout.includes('"started"');
  });
}

async function until(what: string, isTrue: () => Promise<boolean>): Promise<void> {
  const end = performance.now() + gatewayStartMs;
  while (!(await isTrue())) {
    if (performance.now() > end) throw new Error(`not within ${gatewayStartMs} ms: ${what}`);
    await sleep(100);
  }
}
