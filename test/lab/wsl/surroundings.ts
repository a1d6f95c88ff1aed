import type { Readable } from "node:stream";
import type { ServiceCalls, WindowsMachine } from "../protocol.ts";
import type { WslConsole } from "./consoleMode.ts";
import type { WslOutput } from "./output.ts";
import type { Texts } from "./texts.ts";

/** One connection to the service; while it is open the service counts a Windows process. */
export interface WslService {
  call<Name extends keyof ServiceCalls>(
    name: Name,
    ask: ServiceCalls[Name]["ask"],
  ): Promise<ServiceCalls[Name]["answer"]>;
  close(): void;
}

/** All that wsl.exe knows of the Windows it runs on. */
export interface Surroundings {
  readonly machine: WindowsMachine;
  readonly texts: Texts;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Current folder as Windows names it. */
  readonly folder: string;
  readonly output: WslOutput;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly console: WslConsole;
  /** This process's own connection, opened when first needed. */
  service(): Promise<WslService>;
  /** A connection for a nested wsl.exe. */
  openService(): Promise<WslService>;
  /** Where a path on a Windows drive lies for us; null when there is no such drive. */
  localPath(windowsPath: string): string | null;
}
