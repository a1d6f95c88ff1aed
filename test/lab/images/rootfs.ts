/** The folder with the Debian that every instance is a clone of, read-only; built when it is not there yet. */
export function ensureRootfs(): Promise<string> {
  throw new Error("not yet");
}

/** Installs the programs that the lab needs of this machine. */
export function ensureTools(): Promise<void> {
  throw new Error("not yet");
}
