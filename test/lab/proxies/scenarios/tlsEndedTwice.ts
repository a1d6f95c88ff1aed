import { caddy } from "../caddyConfig.ts";
import { forwardedHeaders, nginx, upgradeHeaders } from "../nginxConfig.ts";
import { innerPort, tlsPort, type ProxyScenario } from "../proxyScenario.ts";

/** An edge that ends TLS and begins it anew towards a second proxy, which ends it again. */
export const tlsEndedTwice: ProxyScenario = {
  id: "tls-ended-twice",
  hasTls: true,
  programs: ({ host, port }, { outer, inner, authority }) => [
    caddy({
      port: tlsPort,
      tls: outer,
      site: [
        `reverse_proxy https://127.0.0.1:${innerPort} {`,
        "\ttransport http {",
        `\t\ttls_trusted_ca_certs ${authority}`,
        "\t}",
        "}",
      ],
    }),
    nginx({
      port: innerPort,
      tls: inner,
      location: [
        `proxy_pass http://${host}:${port}`,
        ...forwardedHeaders,
        ...upgradeHeaders,
        "proxy_buffering off",
      ],
    }),
  ],
};
