/** Whether a socket at `address` is reached over the loopback of its own network. */
export function isOnLoopback(address: string): boolean {
  return isLoopback(address) || isUnspecified(address);
}

export function isLoopback(address: string): boolean {
  return /^127\.|^::1$/.test(address);
}

export function isUnspecified(address: string): boolean {
  return address === "0.0.0.0" || address === "::";
}

/** Where a socket at `address` is reached from its own network: the loopback for one that is bound to every address. */
export function hostOf(address: string): string {
  if (address === "0.0.0.0") return "127.0.0.1";
  return address === "::" ? "::1" : address;
}

/** A host and port as they stand in a URL: IPv6 in brackets. */
export function hostPort(host: string, port: number): string {
  return host.includes(":") ? `[${host}]:${port}` : `${host}:${port}`;
}
