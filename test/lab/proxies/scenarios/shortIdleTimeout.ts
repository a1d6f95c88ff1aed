import { forwardedHeaders, nginx, upgradeHeaders } from "../nginxConfig.ts";
import { plainPort, type ProxyScenario } from "../proxyScenario.ts";

/** Shorter than any silence of the gateway. */
export const idleSeconds = 3;

/** A connection on which nothing was said for a while is cut: 1006 at the client, without a close frame. */
export const shortIdleTimeout: ProxyScenario = {
  id: "short-idle-timeout",
  hasTls: false,
  programs: ({ host, port }) => [
    nginx({
      port: plainPort,
      location: [
        `proxy_pass http://${host}:${port}`,
        ...forwardedHeaders,
        ...upgradeHeaders,
        "proxy_buffering off",
        `proxy_read_timeout ${idleSeconds}s`,
      ],
    }),
  ],
};
