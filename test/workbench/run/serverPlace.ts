import type { OwnedProcess } from "../../support/ownedProcess.ts";

/** Where a VS Code server runs that does not run beside its browser: in another network, or in another file system. */
export interface ServerPlace {
  /** Made for the server; whatever runs there sees it at the same path. */
  readonly dir: string;
  /** The folder that its window opens; it exists. */
  readonly folder: string;
  /** The Node and its options that run code-server there, and the script as it is found there. */
  readonly program: readonly [string, ...string[]];
  /** What tells code-server where to listen. */
  readonly listen: readonly string[];
  /** Called when all is in `dir`, before the first start. */
  prepare(): Promise<void>;
  start(
    argv: readonly [string, ...string[]],
    options: { readonly env: Record<string, string>; readonly cwd: string },
  ): OwnedProcess;
  /** The URL by which the browser reaches what listens at that address there, until it is closed. */
  reach(address: string): Promise<{ readonly url: string; readonly close: () => void }>;
}
