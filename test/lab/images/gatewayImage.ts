import type { GatewayVersion } from "../../support/realGatewayInstall.ts";
import type { BindMount } from "../kernel/kernelTypes.ts";

/** The pinned gateway and Node as mounts into an instance: `/opt/openclaw`. */
export function gatewayBinds(version?: GatewayVersion): Promise<readonly BindMount[]> {
  throw new Error(`not yet: ${version}`);
}

export interface GatewaySetup {
  readonly port: number;
  readonly token: string;
}

/** Writes a layer for `lower`, in front of `base`: an instance that boots straight to a running gateway. */
export function writeGatewayLayer(dir: string, base: string, setup: GatewaySetup): Promise<void> {
  throw new Error(`not yet: ${dir} ${base} ${setup.port}`);
}
