/** Names one piece of evidence, stable between runs of the same question: `http:GET http://127.0.0.1:18789/healthz`. */
export type EvidenceId = string;

/** `windows`, `wsl:<name>`, `container:<engine>:<name>`, `linux` or `macos`. */
export type NamespaceId = string;

/** Whose loopback a namespace sees. All WSL2 instances share one; two localhosts are two networks. */
export type NetworkId = string;

/** Windows' own network. In mirrored mode the WSL instances are on it, too. */
export const windowsNetwork: NetworkId = "windows";

/** The one network that all WSL2 instances share: that of their virtual machine. */
export const wslNetwork: NetworkId = "wsl";

/** `<namespace>:<port>`, stable over restarts. */
export type GatewayId = string;

/** One entry of the catalogue, in kebab-case: `gateway-token-mismatch`. */
export type FaultId = string;

/** The name of one rung: `http-live`. */
export type RungId = string;
