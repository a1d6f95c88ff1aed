/** "WSL integration" of Docker Desktop's settings: an instance gets the command line and the engine's socket. */
import type { Lab } from "../lab.ts";
import { desktopFiles } from "./dockerDesktopPlace.ts";

/** Switches it on for a running instance; it stays on when that starts anew. */
export async function integrate(lab: Lab, instance: string, isOn = true): Promise<void> {
  const { status, stderr } = await lab.inside({
    name: instance,
    user: "root",
    argv: ["/bin/sh", "-ec", isOn ? switchOn : switchOff],
  });
  if (status !== 0) throw new Error(`no integration with ${instance}: ${stderr.toString()}`);
}

const tools = `/mnt/c/${desktopFiles.linuxTools}`;
const plugins = "/usr/local/lib/docker/cli-plugins";
const tmpfiles = "/etc/tmpfiles.d/docker-desktop.conf";

const switchOn = `
  ln -sfn "${tools}/docker" /usr/bin/docker
  mkdir -p ${plugins}
  ln -sfn "${tools}/cli-plugins/docker-compose" ${plugins}/docker-compose
  echo 'L+ /run/docker.sock - - - - /mnt/c/${desktopFiles.socket}' >${tmpfiles}
  ln -sfn "/mnt/c/${desktopFiles.socket}" /run/docker.sock`;

const switchOff = `rm -f /usr/bin/docker ${plugins}/docker-compose ${tmpfiles} /run/docker.sock`;
