import { forwardedHeaders, nginx, upgradeHeaders } from "../nginxConfig.ts";
import { tlsPort, type ProxyScenario } from "../proxyScenario.ts";

export const goodNginx: ProxyScenario = {
  id: "good-nginx",
  hasTls: true,
  programs: ({ host, port }, { outer }) => [
    nginx({
      port: tlsPort,
      tls: outer,
      location: [
        `proxy_pass http://${host}:${port}`,
        ...forwardedHeaders,
        ...upgradeHeaders,
        "proxy_buffering off",
        "proxy_read_timeout 1h",
      ],
    }),
  ],
};
