/** Docker Desktop in a lab: Debian's engine as the instance `docker-desktop`, and what it brings to Windows. */
import { once } from "node:events";
import { chmod, copyFile, link, mkdir, writeFile } from "node:fs/promises";
import { createHash } from "node:crypto";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensureRootfs } from "../images/rootfs.ts";
import { Layer } from "../images/layer.ts";
import { spawnInWindows } from "../kernel/windowsProcess.ts";
import type { Lab } from "../lab.ts";
import type { CommandOptions, CommandResult } from "../labCommand.ts";
import { installTools } from "../windows/installTools.ts";
import {
  desktopFiles,
  desktopPlace,
  type DesktopSettings,
  engineInstance,
  writeDesktopSettings,
} from "./dockerDesktopPlace.ts";
import { dockerTools } from "./dockerTools.ts";
import { enginePrograms, ensureEngineLayer } from "./engineLayer.ts";
import { driveBinds } from "./hostPaths.ts";
import { installInstance } from "./installInstance.ts";
import { writeImageStore } from "./imageStore.ts";
import { openclawImages } from "./openclawImages.ts";

const backendProgram = fileURLToPath(new URL("dockerBackendProcess.ts", import.meta.url));
const exposePort = fileURLToPath(new URL("guest/exposePort.pl", import.meta.url));
const dataInside = "/var/lib/docker";
const proxyInside = "/usr/local/lib/docker-desktop/expose-port";
const startMs = 60_000;

export interface DockerDesktop {
  /** Runs docker.exe on the Windows side. */
  docker(args: readonly string[], options?: CommandOptions): Promise<CommandResult>;
  set(changes: Partial<DesktopSettings>): void;
  /** As from the whale's menu: the engine's instance is stopped, the containers with it. */
  quit(): Promise<void>;
  start(): Promise<void>;
}

/** Installs it in the lab and starts it; resolves when the engine answers. */
export async function startDockerDesktop(lab: Lab): Promise<DockerDesktop> {
  await installDockerDesktop(lab);
  let backend = await startBackend(lab);
  return {
    docker: (args, options) => lab.windows(["docker.exe", ...args], options),
    set: (changes) => writeDesktopSettings(lab.home, changes),
    async quit() {
      backend.ref();
      const ended = once(backend, "exit");
      backend.kill("SIGTERM");
      await ended;
    },
    async start() {
      backend = await startBackend(lab);
    },
  };
}

async function installDockerDesktop(lab: Lab): Promise<void> {
  const { home } = lab;
  const place = desktopPlace(home);
  const [rootfs, engine] = [await ensureRootfs(), await ensureEngineLayer()];
  for (const folder of ["docker", "containerd"]) await mkdir(join(place.data, folder), { recursive: true });
  await mkdir(place.run, { recursive: true });
  const store = await writeImageStore(join(place.data, "docker"), dataInside, await openclawImages());
  const settings = join(home, "layers", engineInstance);
  await writeEngineSettings(settings, rootfs);
  await installOnWindows(home, engine);
  await installInstance(lab, {
    name: engineInstance,
    friendlyName: "Docker Desktop",
    flavor: "docker-desktop",
    lower: [settings, engine, rootfs],
    binds: [
      { from: join(place.data, "docker"), to: dataInside, writable: true },
      { from: join(place.data, "containerd"), to: "/var/lib/containerd", writable: true },
      { from: place.run, to: "/run/docker-desktop", writable: true },
      { from: exposePort, to: proxyInside },
      ...driveBinds(home),
      ...store.layerBinds,
    ],
  });
}

/** What Debian's packages leave open. */
async function writeEngineSettings(dir: string, rootfs: string): Promise<void> {
  const layer = new Layer(dir, rootfs);
  await layer.folder("/");
  await layer.file(
    "/etc/wsl.conf",
    `[boot]\nsystemd=true\n\n[automount]\nenabled=false\n\n[network]\nhostname=${engineInstance}\n`,
  );
  // `docker info` says so.
  await layer.file(
    "/usr/lib/os-release",
    `PRETTY_NAME="Docker Desktop"\nNAME="Docker Desktop"\nID=docker-desktop\n`,
  );
  await layer.file(
    "/etc/docker/daemon.json",
    JSON.stringify({ "userland-proxy-path": proxyInside, "storage-driver": "overlay2" }),
  );
  // Kubernetes' part of it listens on a port of its own.
  const noKubernetes = 'version = 2\ndisabled_plugins = ["io.containerd.grpc.v1.cri"]\n';
  await layer.file("/etc/containerd/config.toml", noKubernetes);
  await layer.file(
    "/etc/systemd/system/docker.service.d/desktop.conf",
    "[Service]\nExecStart=\n" +
      "ExecStart=/usr/sbin/dockerd -H fd:// -H unix:///run/docker-desktop/engine.sock " +
      "--containerd=/run/containerd/containerd.sock --shutdown-timeout 3\n",
  );
  const units = "/usr/lib/systemd/system";
  for (const [target, unit] of [
    ["multi-user", "docker.service"],
    ["multi-user", "containerd.service"],
    ["sockets", "docker.socket"],
  ]) {
    await layer.link(`/etc/systemd/system/${target}.target.wants/${unit}`, `${units}/${unit}`);
  }
}

async function installOnWindows(home: string, engine: string): Promise<void> {
  await installTools(home, dockerTools);
  const drive = join(home, "c");
  await writeProgram(join(drive, desktopFiles.shim), shim);
  const tools = join(drive, desktopFiles.linuxTools);
  await mkdir(join(tools, "cli-plugins"), { recursive: true });
  await linkOrCopy(join(engine, enginePrograms.cli), join(tools, "docker"));
  await linkOrCopy(join(engine, enginePrograms.composePlugin), join(tools, "cli-plugins/docker-compose"));
  const { cliConfig, socket } = desktopPlace(home);
  const context = "desktop-linux";
  await writeProgram(
    join(cliConfig, "config.json"),
    JSON.stringify({ currentContext: context, cliPluginsExtraDirs: [join(tools, "cli-plugins")] }),
  );
  const id = createHash("sha256").update(context).digest("hex");
  await writeProgram(
    join(cliConfig, "contexts/meta", id, "meta.json"),
    JSON.stringify({
      Name: context,
      Metadata: { Description: "Docker Desktop" },
      Endpoints: { docker: { Host: `unix://${socket}`, SkipTLSVerify: false } },
    }),
  );
}

/** Instances have its folder in their PATH, and find it when they have no docker of their own. */
const shim = `#!/bin/sh
cat <<'TEXT'

The command 'docker' could not be found in this WSL 2 distro.
We recommend to activate the WSL integration in Docker Desktop settings.

For details about using Docker Desktop with WSL 2, visit:

https://docs.docker.com/go/wsl2/

TEXT
exit 1
`;

async function writeProgram(file: string, text: string): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o755);
}

async function linkOrCopy(from: string, to: string): Promise<void> {
  await link(from, to).catch(() => copyFile(from, to));
}

async function startBackend(lab: Lab) {
  const argv = [process.execPath, "--no-warnings", backendProgram, lab.home] as const;
  const child = spawnInWindows(lab.place, argv, { stdio: ["ignore", "pipe", "pipe"], detached: true });
  const { stdout, stderr } = child;
  let said = "";
  stderr?.setEncoding("utf8").on("data", (text: string) => (said += text));
  if (stdout === null) throw new Error("the backend has no stdout");
  const signal = AbortSignal.timeout(startMs);
  await Promise.race([
    once(stdout, "data", { signal }),
    once(child, "exit", { signal }).then(() => {
      throw new Error(`Docker Desktop did not start: ${said}`);
    }),
  ]);
  stdout.destroy();
  stderr?.destroy();
  child.unref();
  return child;
}
