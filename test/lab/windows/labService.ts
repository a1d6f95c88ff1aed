import type { ServiceInfo } from "../protocol.ts";
import { askService } from "../service/client.ts";

/** What the lab's service says of itself; null when it is not up or hangs, which Windows' own tools survive. */
export async function serviceInfo(home: string): Promise<ServiceInfo | null> {
  return askService(home, "info", {}, AbortSignal.timeout(2_000)).catch(() => null);
}
