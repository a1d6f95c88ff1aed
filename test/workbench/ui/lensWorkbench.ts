/** The extension installed beside a real gateway: what most tests of the window begin with. */
import { setTimeout as sleep } from "node:timers/promises";
import { startGateway, type RealGateway, type StartOptions } from "../../support/realGateway.ts";
import type { PanelView } from "../page/panelView.ts";
import type { StatusItem } from "../page/statusItem.ts";
import type { TreeView } from "../page/treeView.ts";
import type { WorkbenchPage } from "../page/workbenchPage.ts";
import type { CodeServerOptions } from "../run/codeServer.ts";
import { openTestWorkbench, type TestWorkbench } from "../run/testWorkbench.ts";

export const extensionId = "gateway-lens.openclaw-gateway-lens";

export interface LensWorkbench extends TestWorkbench {
  readonly gateway: RealGateway;
  readonly topology: TreeView;
  readonly findings: TreeView;
  readonly status: StatusItem;
  readonly panel: PanelView;
}

/** Looks only when asked to, unless the settings say otherwise, so that a test knows which look it sees. */
export async function openBesideGateway(
  options: CodeServerOptions = {},
  start: StartOptions = {},
): Promise<LensWorkbench> {
  const gateway = await startGateway(start);
  const settings = { "gatewayLens.refreshSeconds": 0, ...options.settings };
  const env = { ...gateway.env, ...options.env };
  const workbench = await openTestWorkbench({ ...options, env, settings }).catch(async (error: unknown) => {
    await gateway.kill();
    throw error;
  });
  return { ...workbench, gateway, ...viewsOf(workbench.window) };
}

export function viewsOf(window: WorkbenchPage): Omit<LensWorkbench, keyof TestWorkbench | "gateway"> {
  return {
    topology: window.tree("Topology"),
    findings: window.tree("Findings"),
    status: window.statusItem(`${extensionId}.gateway`),
    panel: window.panel(extensionId),
  };
}

export async function closeBesideGateway(lens: LensWorkbench | undefined): Promise<void> {
  await lens?.close();
  await lens?.gateway.stop();
  await lens?.gateway.home.remove();
}

/** Shows the container, and waits for the quick ladder that the first look brings. */
export async function lookFirst({ window, status }: LensWorkbench): Promise<void> {
  await window.openContainer("Gateway Lens");
  await status.waitForText(/^\s*Gateway\s*$/);
}

/** Waits until `isTrue`; throws with `what` when it is not so in time. */
export async function until(
  what: string,
  isTrue: () => Promise<boolean> | boolean,
  timeoutMs = 15_000,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await isTrue())) {
    if (performance.now() > deadline) throw new Error(`not within ${timeoutMs} ms: ${what}`);
    await sleep(50);
  }
}
