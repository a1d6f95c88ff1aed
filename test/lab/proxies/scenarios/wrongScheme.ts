import { forwardedHeaders, nginx, upgradeHeaders } from "../nginxConfig.ts";
import { tlsPort, type ProxyScenario } from "../proxyScenario.ts";

/** TLS towards a gateway that speaks plain HTTP: 502, and the reason only in the proxy's log. */
export const wrongScheme: ProxyScenario = {
  id: "wrong-scheme",
  hasTls: true,
  programs: ({ host, port }, { outer }) => [
    nginx({
      port: tlsPort,
      tls: outer,
      location: [`proxy_pass https://${host}:${port}`, ...forwardedHeaders, ...upgradeHeaders],
    }),
  ],
};
