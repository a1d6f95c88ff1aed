import { ensurePackageLayer } from "../images/packageLayer.ts";

/** Debian's Docker Engine with its command line and compose, as a layer for instances. */
export function ensureEngineLayer(): Promise<string> {
  return ensurePackageLayer("engine", ["docker.io", "docker-cli", "docker-compose", "iptables"]);
}

/** Below the layer; they start on Linux outside of it as well. */
export const enginePrograms = {
  cli: "usr/bin/docker",
  composePlugin: "usr/libexec/docker/cli-plugins/docker-compose",
} as const;
