/** Programs that are no gateway, on a port where one is expected. Each is a process of its own, with its own pid. */
import { fileURLToPath } from "node:url";
import type { ForeignKind } from "./foreignServerProcess.ts";
import { startOwnedProcess, type OwnedProcess } from "./ownedProcess.ts";
import { freePort } from "./realGatewayHome.ts";

export interface ForeignServer extends OwnedProcess {
  readonly port: number;
  readonly url: string;
  /** Everything that clients have sent so far, as text. */
  received(): string;
}

const script = fileURLToPath(new URL("foreignServerProcess.ts", import.meta.url));

export async function startForeignServer(kind: ForeignKind, port?: number): Promise<ForeignServer> {
  const at = port ?? (await freePort());
  const child = startOwnedProcess(process.execPath, [script, kind, String(at)], {
    env: { PATH: "/usr/bin:/bin" },
    cwd: "/",
  });
  while (!child.stdout().startsWith("listening\n")) {
    if (!child.isRunning()) throw new Error(`foreign server ended: ${child.stderr()}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  return {
    ...child,
    port: at,
    url: `http://127.0.0.1:${at}`,
    received: () => child.stdout().slice("listening\n".length),
  };
}
