import { forwardedHeaders, nginx, upgradeHeaders } from "../nginxConfig.ts";
import { plainPort, type ProxyScenario } from "../proxyScenario.ts";

/** Where this proxy lets WebSockets through. */
export const webSocketPath = "/ws";

/**
 * nginx as it is where nobody says otherwise: it asks in HTTP/1.0, and of an answer that comes piece by piece the
 * client gets nothing before its end. With HTTP/1.1 it would pass each chunk on.
 */
export const buffering: ProxyScenario = {
  id: "buffering",
  hasTls: false,
  programs: ({ host, port }) => {
    const pass = [`proxy_pass http://${host}:${port}`, ...forwardedHeaders];
    return [
      nginx({ port: plainPort, location: pass, others: { [webSocketPath]: [...pass, ...upgradeHeaders] } }),
    ];
  },
};
