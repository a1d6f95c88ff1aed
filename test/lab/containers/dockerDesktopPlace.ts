/** Where Docker Desktop has its things in a lab, and how it is. */
import { readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** The instance that the engine runs in. */
export const engineInstance = "docker-desktop";

/** `running`: or on its way there; the others are told by whoever tests. */
export type DesktopState = "running" | "paused" | "starting" | "unable-to-start";

export interface DesktopSettings {
  readonly state: DesktopState;
  /** Whose error texts the command line has: of 28 and before, or later ones. */
  readonly texts: "28" | "29";
}

const programFiles = "Program Files/Docker/Docker";

/** Below the C: drive. */
export const desktopFiles = {
  cli: `${programFiles}/resources/bin/docker.exe`,
  /** What an instance without integration finds in its PATH. */
  shim: `${programFiles}/resources/bin/docker`,
  linuxTools: `${programFiles}/resources/wsl/linux`,
  /** What clients connect to, here and in instances. */
  socket: "ProgramData/DockerDesktop/docker.sock",
} as const;

export function desktopPlace(home: string) {
  const dir = join(home, "docker-desktop");
  return {
    dir,
    settings: join(dir, "settings.json"),
    /** The engine has this folder as `/run/docker-desktop`. */
    run: join(dir, "run"),
    engineSocket: join(dir, "run/engine.sock"),
    exposeSocket: join(dir, "run/expose.sock"),
    /** The engine's files: overlayfs takes no overlay for its upper layer, so they lie outside of the instance. */
    data: join(dir, "data"),
    cliConfig: join(dir, "cli"),
    socket: join(home, "c", desktopFiles.socket),
  };
}

const defaults: DesktopSettings = { state: "running", texts: "29" };

export function readDesktopSettings(home: string): DesktopSettings {
  try {
    const stored = JSON.parse(readFileSync(desktopPlace(home).settings, "utf8")) as Partial<DesktopSettings>;
    return { ...defaults, ...stored };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return defaults;
    throw error;
  }
}

/** Changes some of it; the next request is treated accordingly. */
export function writeDesktopSettings(home: string, changes: Partial<DesktopSettings>): void {
  const file = desktopPlace(home).settings;
  writeFileSync(`${file}.new`, JSON.stringify({ ...readDesktopSettings(home), ...changes }));
  renameSync(`${file}.new`, file);
}
