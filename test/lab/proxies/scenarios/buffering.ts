import { forwardedHeaders, nginx, upgradeHeaders } from "../nginxConfig.ts";
import { plainPort, type ProxyScenario } from "../proxyScenario.ts";

/** nginx' own default: an answer that comes piece by piece arrives as a whole, at its end. WebSockets are untouched. */
export const buffering: ProxyScenario = {
  id: "buffering",
  hasTls: false,
  programs: ({ host, port }) => [
    nginx({
      port: plainPort,
      location: [
        `proxy_pass http://${host}:${port}`,
        ...forwardedHeaders,
        ...upgradeHeaders,
        "proxy_buffering on",
        "proxy_buffers 8 64k",
      ],
    }),
  ],
};
