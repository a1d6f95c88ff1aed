import { forwardedHeaders, nginx } from "../nginxConfig.ts";
import { plainPort, type ProxyScenario } from "../proxyScenario.ts";

/** The gateway sees a plain request for a page, and the client gets that instead of its WebSocket. */
export const noUpgradeHeaders: ProxyScenario = {
  id: "no-upgrade-headers",
  hasTls: false,
  programs: ({ host, port }) => [
    nginx({ port: plainPort, location: [`proxy_pass http://${host}:${port}`, ...forwardedHeaders] }),
  ],
};
