import type { CertificatePaths, ProxyProgram } from "./proxyScenario.ts";

interface NginxSite {
  readonly port: number;
  readonly tls?: CertificatePaths;
  /** Directives of `location /`. */
  readonly location: readonly string[];
  /** Those of other locations, by path. */
  readonly others?: Readonly<Record<string, readonly string[]>>;
}

/** The client as the gateway is to see it: what every guide for nginx has people write. */
export const forwardedHeaders: readonly string[] = [
  "proxy_set_header Host $host",
  "proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for",
  "proxy_set_header X-Forwarded-Proto $scheme",
];

/** Without these nginx speaks HTTP/1.0 to the gateway and drops both headers: https://nginx.org/en/docs/http/websocket.html */
export const upgradeHeaders: readonly string[] = [
  "proxy_http_version 1.1",
  "proxy_set_header Upgrade $http_upgrade",
  "proxy_set_header Connection $connection_upgrade",
];

/** nginx with one site, in the foreground. */
export function nginx({ port, tls, location, others = {} }: NginxSite): ProxyProgram {
  const certificate =
    tls === undefined ? "" : `\n    ssl_certificate ${tls.cert};\n    ssl_certificate_key ${tls.key};`;
  const config = `daemon off;
user www-data;
worker_processes 1;
pid /run/nginx-${port}.pid;
error_log stderr notice;
events {}
http {
  access_log off;
  map $http_upgrade $connection_upgrade {
    default upgrade;
    "" close;
  }
  server {
    listen ${port}${tls === undefined ? "" : " ssl"};${certificate}
${Object.entries({ "/": location, ...others })
  .map(locationBlock)
  .join("\n")}
  }
}
`;
  return { server: "nginx", port, config };
}

function locationBlock([path, directives]: readonly [string, readonly string[]]): string {
  const lines = directives.map((directive) => `      ${directive};`);
  return `    location ${path} {\n${lines.join("\n")}\n    }`;
}
