import type { ToolEntry } from "../windows/toolRegistry.ts";
import { desktopFiles } from "./dockerDesktopPlace.ts";

/** What Docker Desktop brings to Windows. */
export const dockerTools: readonly ToolEntry[] = [
  { path: desktopFiles.cli, source: "containers/dockerCliProcess.ts" },
];
