/** The real gateway in an instance, as `install-cli.sh --prefix /opt/openclaw` and `gateway install` leave it behind. */
import { chmod, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { embeddedDir } from "../../support/embeddedInstall.ts";
import { installGateway, newestGateway, type GatewayVersion } from "../../support/realGatewayInstall.ts";
import { pinnedNode } from "../../tools/bootstrap.mjs";
import type { BindMount } from "../kernel/kernelTypes.ts";
import { gatewayUnit } from "./gatewayUnit.ts";
import { Layer } from "./layer.ts";

const prefix = "/opt/openclaw";
/** The pinned Node runs this as well, so its version is known. */
const nodeDir = `${prefix}/tools/node-${process.version}`;
const packageDir = `${nodeDir}/lib/node_modules/openclaw`;

const user = "openclaw";
const uid = 1000;
const home = `/home/${user}`;

/** Compiled code, shared by all instances: each first start of a gateway costs seconds of both cores without it. */
const compileCache = "/var/cache/node-compile";

/** The pinned gateway and Node as mounts into an instance, read-only: `/opt/openclaw`. */
export async function gatewayBinds(version: GatewayVersion = newestGateway): Promise<readonly BindMount[]> {
  const { server } = await installGateway(version);
  const modules = dirname(dirname(dirname(server)));
  const cache = join(embeddedDir, "lab/gateway-compile-cache");
  await mkdir(cache, { recursive: true });
  await chmod(cache, 0o1777);
  return [
    { from: cache, to: compileCache, writable: true },
    { from: pinnedNode, to: `${nodeDir}/bin/node` },
    { from: modules, to: `${nodeDir}/lib/node_modules` },
  ];
}

export interface GatewaySetup {
  readonly port: number;
  readonly token: string;
  /** Default: the newest. */
  readonly version?: GatewayVersion;
  /** Top-level keys of openclaw.json, added to those that are needed or in their place. */
  readonly config?: Readonly<Record<string, unknown>>;
}

/** Writes a layer for `lower`, in front of `base`: an instance that boots straight to a running gateway. */
export async function writeGatewayLayer(dir: string, base: string, setup: GatewaySetup): Promise<void> {
  const layer = new Layer(dir, base);
  await layer.folder("/");
  await addUser(layer);
  await addPrograms(layer);
  await addService(layer, setup);
  await layer.file("/etc/wsl.conf", `[boot]\nsystemd=true\n\n[user]\ndefault=${user}\n`);
}

async function addUser(layer: Layer): Promise<void> {
  await layer.addLine("/etc/passwd", `${user}:x:${uid}:${uid}::${home}:/bin/bash`);
  await layer.addLine("/etc/group", `${user}:x:${uid}:`);
  await layer.addLine("/etc/shadow", `${user}:!:20000:0:99999:7:::`, { mode: 0o600 });
  await layer.addLine("/etc/gshadow", `${user}:!::`, { mode: 0o600 });
  await layer.folder(home, { mode: 0o750, owner: uid });
  for (const name of [".bash_logout", ".bashrc", ".profile"]) {
    await layer.file(`${home}/${name}`, await layer.read(`/etc/skel/${name}`), { owner: uid });
  }
  await layer.file(`/var/lib/systemd/linger/${user}`, "");
}

async function addPrograms(layer: Layer): Promise<void> {
  for (const path of [prefix, `/var/lib/${user}`, `/var/log/${user}`])
    await layer.folder(path, { owner: uid });
  await layer.link(`${prefix}/tools/node`, `node-${process.version}`);
  await layer.file(
    `${prefix}/bin/openclaw`,
    `#!/usr/bin/env bash\nset -euo pipefail\nexec "${prefix}/tools/node/bin/node" "${packageDir}/dist/entry.js" "$@"\n`,
    { mode: 0o755 },
  );
  await layer.link("/usr/local/bin/openclaw", `${prefix}/bin/openclaw`);
}

async function addService(layer: Layer, { port, token, version, config }: GatewaySetup): Promise<void> {
  const state = `${home}/.openclaw`;
  await layer.folder(state, { mode: 0o700, owner: uid });
  const whole = {
    gateway: { mode: "local", bind: "loopback", port, auth: { mode: "token", token } },
    // There is no internet in the lab: it would only be tried again and again.
    update: { checkOnStart: false },
    ...((version ?? newestGateway) === newestGateway && { models: { catalogRefresh: { enabled: false } } }),
    ...config,
  };
  const text = `${JSON.stringify(whole, null, 2)}\n`;
  await layer.file(join(state, "openclaw.json"), text, { mode: 0o600, owner: uid });

  const units = `${home}/.config/systemd/user`;
  const unit = "openclaw-gateway.service";
  for (const path of [`${home}/.config`, `${home}/.config/systemd`, units, `${units}/default.target.wants`]) {
    await layer.folder(path, { owner: uid });
  }
  const command = `${nodeDir}/bin/node --max-old-space-size=8192 ${packageDir}/dist/index.js gateway --port ${port}`;
  await layer.file(`${units}/${unit}`, gatewayUnit({ command, home, nodeBin: `${nodeDir}/bin`, port }), {
    mode: 0o600,
    owner: uid,
  });
  await layer.folder(`${home}/.config/environment.d`, { owner: uid });
  await layer.file(
    `${home}/.config/environment.d/compile-cache.conf`,
    `NODE_COMPILE_CACHE=${compileCache}\n`,
    {
      owner: uid,
    },
  );
  await layer.link(`${units}/default.target.wants/${unit}`, `${units}/${unit}`, uid);
}
