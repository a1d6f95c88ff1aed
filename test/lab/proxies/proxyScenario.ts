/** A reverse proxy before a gateway, and how it is set up. */

export interface Upstream {
  /** As the proxy reaches it. */
  readonly host: string;
  readonly port: number;
}

/** Where the files of a certificate lie inside. */
export interface CertificatePaths {
  readonly cert: string;
  readonly key: string;
}

export interface ProxyPaths {
  /** For `gateway.test`, 127.0.0.1 and the address of Windows in the LAN. */
  readonly outer: CertificatePaths;
  /** For `inner.test` and 127.0.0.1: of a proxy behind the proxy. */
  readonly inner: CertificatePaths;
  /** The authority of both. */
  readonly authority: string;
}

export interface ProxyProgram {
  readonly server: "nginx" | "caddy";
  /** All of its configuration. */
  readonly config: string;
  readonly port: number;
}

export interface ProxyScenario {
  readonly id: string;
  readonly hasTls: boolean;
  /** How long the outer certificate is still good; default a year. */
  readonly validDays?: number;
  /** The programs between client and gateway; clients come to the first. */
  programs(upstream: Upstream, paths: ProxyPaths): readonly [ProxyProgram, ...ProxyProgram[]];
}

export const plainPort = 8080;
export const tlsPort = 8443;
export const innerPort = 8444;
