import { setTimeout as sleep } from "node:timers/promises";
import { askService } from "../service/client.ts";
import { startForeignServer, stopForeignServer } from "./windowsPrograms.ts";
import { insideFault, inScript } from "./insideFault.ts";

/** The gateway is started anew each time: wslrelay.exe tries a port once for each time that the guest listens. */
export const portTakenHost = insideFault({
  id: "port-taken-host",
  shows:
    "a program of Windows has the port: it answers there, not the gateway; in mirrored mode the gateway gets no port",
  async apply(target) {
    const port = Number(await inScript(target, "stop_gateway\ngateway_port"));
    await untilReleased(target.home, port);
    await startForeignServer(target.home, "port-taken-host", port);
    await inScript(target, "start_gateway");
  },
  async clear(target) {
    const port = Number(await inScript(target, "stop_gateway\ngateway_port"));
    stopForeignServer(target.home, "port-taken-host");
    await untilReleased(target.home, port);
    await inScript(target, "start_gateway");
  },
});

/** Until wslrelay.exe has seen that the guest listens no more. */
async function untilReleased(home: string, port: number): Promise<void> {
  const end = performance.now() + 20_000;
  for (;;) {
    const { relays, failedRelays } = await askService(home, "info", {});
    if (![...relays, ...failedRelays].some((relay) => relay.port === port)) return;
    if (performance.now() > end) throw new Error(`wslrelay.exe still has port ${port}`);
    await sleep(50);
  }
}
