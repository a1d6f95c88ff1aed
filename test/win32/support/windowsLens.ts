import { lensPath } from "../../support/lensCli.ts";
import type { WindowsRun, WindowsRunOptions, WineWindows } from "../../lab/wine/wineWindows.ts";
import { onDriveZ } from "./bareWindows.ts";

/** Runs the built command line on Node for Windows. */
export function lensOnWindows(
  windows: WineWindows,
  args: readonly string[],
  options: WindowsRunOptions = {},
): Promise<WindowsRun> {
  return windows.node([onDriveZ(lensPath), ...args], { timeoutMs: 90_000, ...options });
}
