/** Real reverse proxies, nginx and Caddy of Debian, in a network of a lab. */
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { ensurePackageLayer } from "../images/packageLayer.ts";
import { ensureRootfs } from "../images/rootfs.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { cgroupFolder, killCgroup } from "../kernel/labCgroup.ts";
import { createAuthority } from "../tls/certificates.ts";
import { runProgram, type RunningProgram } from "./proxyProgram.ts";
import type { ProxyPaths, ProxyScenario, Upstream } from "./proxyScenario.ts";

export interface ProxyOptions {
  /** Where it runs; default the network that plays Windows. */
  readonly network?: string;
}

export interface Proxy {
  readonly scheme: "http" | "https";
  /** Where clients come in, on every address of its network. */
  readonly port: number;
  /** PEM of the authority that a client has to trust. */
  readonly authorityFile: string;
  /** The last that the programs said, outermost first. */
  logs(): readonly string[];
  stop(): Promise<void>;
}

const certificates = "/etc/ssl/lab";
const dayMs = 86_400_000;
const lanAddress = "192.168.77.10";

/** Both servers with what they need, as a layer for instances and for the proxies here. */
export function ensureProxyLayer(): Promise<string> {
  return ensurePackageLayer("proxies", ["nginx-light", "caddy"]);
}

/** Starts a proxy before `upstream`; resolves when it listens. */
export async function startProxy(
  place: LabPlace,
  scenario: ProxyScenario,
  upstream: Upstream,
  options: ProxyOptions = {},
): Promise<Proxy> {
  const lower = [await ensureProxyLayer(), await ensureRootfs()];
  // Several of one scenario may run in one lab, in different networks.
  const name = `${scenario.id}-${randomUUID().slice(0, 8)}`;
  const folder = join(place.home, "proxies", name);
  const { files, authorityFile } = await makeCertificates(folder, scenario);
  const network = options.network ?? place.windowsNetwork;
  const cgroup = cgroupFolder(place, "proxies", name);
  const running: (RunningProgram & { readonly port: number })[] = [];
  try {
    // The innermost first: the one before it may look for it when it starts.
    for (const program of scenario.programs(upstream, paths).toReversed()) {
      const root = { folder: join(folder, program.server), lower, files };
      running.unshift({ port: program.port, ...(await runProgram(cgroup, network, root, program)) });
    }
  } catch (error) {
    await killCgroup(cgroup);
    throw error;
  }
  const port = running[0]?.port ?? 0;
  return {
    scheme: scenario.hasTls ? "https" : "http",
    port,
    authorityFile,
    logs: () => running.map(({ log }) => log()),
    stop: () => killCgroup(cgroup),
  };
}

const pathsOf = (name: string) => ({
  cert: `${certificates}/${name}.crt`,
  key: `${certificates}/${name}.key`,
});

const paths: ProxyPaths = {
  outer: pathsOf("outer"),
  inner: pathsOf("inner"),
  authority: `${certificates}/authority.crt`,
};

interface MadeCertificates {
  /** Files here, by path inside. */
  readonly files: Readonly<Record<string, string>>;
  readonly authorityFile: string;
}

async function makeCertificates(folder: string, scenario: ProxyScenario): Promise<MadeCertificates> {
  const authority = await createAuthority(join(folder, "certificates"), "Gateway Lens Lab Proxies");
  const validUntil = new Date(Date.now() + (scenario.validDays ?? 365) * dayMs);
  const outer = await authority.issue({
    name: "outer",
    hosts: ["gateway.test", "127.0.0.1", lanAddress],
    validUntil,
  });
  const inner = await authority.issue({ name: "inner", hosts: ["inner.test", "127.0.0.1"] });
  return {
    authorityFile: authority.certFile,
    files: {
      [paths.outer.cert]: outer.certFile,
      [paths.outer.key]: outer.keyFile,
      [paths.inner.cert]: inner.certFile,
      [paths.inner.key]: inner.keyFile,
      [paths.authority]: authority.certFile,
    },
  };
}
