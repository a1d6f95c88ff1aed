/** One `openclaw` binary and Node pair found in a namespace. */
export interface Install {
  readonly id: string;
  /** The real path of the package's folder. */
  readonly packageDir: string;
  /** The command to run it: the launcher on PATH, or Node and the entry point of a unit. */
  readonly command: readonly string[];
  readonly version: string | null;
  readonly node: { readonly path: string; readonly version: string | null } | null;
  /** How it was found: `PATH`, or the unit or process that points at it. */
  readonly foundBy: readonly string[];
}
