import { caddy } from "../caddyConfig.ts";
import { tlsPort, type ProxyScenario } from "../proxyScenario.ts";

/** All is well, for three more days. */
export const expiringCertificate: ProxyScenario = {
  id: "expiring-certificate",
  hasTls: true,
  validDays: 3,
  programs: ({ host, port }, { outer }) => [
    caddy({ port: tlsPort, tls: outer, site: [`reverse_proxy ${host}:${port}`] }),
  ],
};
