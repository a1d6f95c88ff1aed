import type { CertificatePaths, ProxyProgram } from "./proxyScenario.ts";

interface CaddySite {
  readonly port: number;
  readonly tls?: CertificatePaths;
  /** Lines of the site: `reverse_proxy 127.0.0.1:18789`. */
  readonly site: readonly string[];
}

/** Caddy with one site, which asks nobody for certificates. */
export function caddy({ port, tls, site }: CaddySite): ProxyProgram {
  const lines = [...(tls === undefined ? [] : [`tls ${tls.cert} ${tls.key}`]), ...site];
  const config = `{
	admin off
	auto_https off
}
${tls === undefined ? "http" : "https"}://:${port} {
${lines.map((line) => `\t${line}`).join("\n")}
}
`;
  return { server: "caddy", port, config };
}
