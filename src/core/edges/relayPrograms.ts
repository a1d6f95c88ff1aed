import type { ListenerOwner } from "../model/listener.ts";

/**
 * The programs of Windows that listen for something that runs elsewhere, by image name. wslrelay.exe does so for WSL in
 * NAT mode (wslhost.exe in early releases), dllhost.exe in the modes without it (virtioproxy, consomme), svchost.exe for
 * `netsh interface portproxy`, and Docker Desktop's backend for published ports (microsoft/WSL src/windows/wslrelay,
 * src/windows/wslhost).
 */
const kinds = {
  "wslrelay.exe": "wsl",
  "wslhost.exe": "wsl",
  "dllhost.exe": "wsl-device-host",
  "svchost.exe": "service-host",
  "com.docker.backend.exe": "docker",
} as const;

export type RelayKind = (typeof kinds)[keyof typeof kinds];

/** Null for a program that listens for itself. dllhost.exe and svchost.exe serve other things, too. */
export function relayKindOf(owner: Pick<ListenerOwner, "process"> | null): RelayKind | null {
  const name = owner?.process.toLowerCase() ?? "";
  return Object.hasOwn(kinds, name) ? kinds[name as keyof typeof kinds] : null;
}
