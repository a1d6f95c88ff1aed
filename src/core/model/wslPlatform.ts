import type { EvidenceId } from "./ids.ts";

/** What wsl.exe says of WSL as a whole. */
export interface WslPlatform {
  readonly state: WslPlatformState;
  /** Of WSL itself; null where it is not told, as by the wsl.exe that came with Windows 10. */
  readonly version: string | null;
  /** Its own words, in the language of Windows, with the error code; empty where all is well. */
  readonly detail: string;
  /** The last part of its error code, or null. */
  readonly code: string | null;
  readonly evidence: readonly EvidenceId[];
}

export type WslPlatformState =
  | "ready"
  /** It works, and no instance is registered. */
  | "no-instances"
  /** Every Windows 11 has a wsl.exe that offers to install WSL. */
  | "not-installed"
  | "outdated"
  /** A part of Windows that it needs is switched off. */
  | "component-missing"
  | "virtualization-off"
  /** wsl.exe gave no answer in time: its service waits for something. */
  | "hung"
  /** wsl.exe cannot be started from here, as in an instance without interop. */
  | "unreachable"
  | "failed";
