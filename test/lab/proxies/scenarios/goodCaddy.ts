import { caddy } from "../caddyConfig.ts";
import { tlsPort, type ProxyScenario } from "../proxyScenario.ts";

/** Caddy passes upgrades on and buffers nothing without being told. */
export const goodCaddy: ProxyScenario = {
  id: "good-caddy",
  hasTls: true,
  programs: ({ host, port }, { outer }) => [
    caddy({ port: tlsPort, tls: outer, site: [`reverse_proxy ${host}:${port}`] }),
  ],
};
