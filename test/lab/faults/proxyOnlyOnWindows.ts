import { writeWindowsState } from "../windows/windowsState.ts";
import { startForeignServer, stopForeignServer } from "./windowsPrograms.ts";
import type { LabFault } from "./labFault.ts";

const port = 7_890;

export const proxyOnlyOnWindows: LabFault = {
  id: "proxy-only-on-windows",
  shows:
    "Windows' programs use a proxy on their localhost; the instance knows of none, and cannot reach it (microsoft/WSL #10753)",
  async apply({ home }) {
    stopForeignServer(home, "proxy");
    await startForeignServer(home, "proxy", port);
    writeWindowsState(home, { proxy: `127.0.0.1:${port}` });
  },
  async clear({ home }) {
    stopForeignServer(home, "proxy");
    writeWindowsState(home, { proxy: null });
  },
};
