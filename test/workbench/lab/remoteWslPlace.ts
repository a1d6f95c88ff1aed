/**
 * A VS Code server inside an instance, started through wsl.exe, as the one of a Remote-WSL window: with interop, the
 * account of the instance and a listener in WSL's network.
 */
import { dirname, join } from "node:path";
import { connectGuest } from "../../lab/kernel/guestConnection.ts";
import type { BindMount } from "../../lab/kernel/kernelTypes.ts";
import { windowsArgv } from "../../lab/kernel/windowsProcess.ts";
import { windowsEnv, type Lab } from "../../lab/lab.ts";
import { startOwnedProcess } from "../../support/ownedProcess.ts";
import { pinnedNode } from "../../tools/bootstrap.mjs";
import { makeScratchFolder } from "../run/scratchFolder.ts";
import type { ServerPlace } from "../run/serverPlace.ts";
import { ensureTestbed } from "../run/testbed.ts";
import { forwardFromLoopback } from "./forward.ts";

const server = "/opt/vscode-server";

/** What the instance needs for it; to be mounted when it is installed. */
export interface RemoteWslFiles {
  readonly binds: readonly BindMount[];
  readonly dir: string;
  readonly program: readonly [string, ...string[]];
}

export async function remoteWslFiles(): Promise<RemoteWslFiles> {
  const { codeServer } = await ensureTestbed();
  const modules = dirname(dirname(dirname(dirname(codeServer))));
  // systemd mounts a file system of its own on /tmp.
  const dir = await makeScratchFolder("/var/tmp");
  return {
    dir,
    program: [`${server}/node`, join(server, codeServer.slice(dirname(modules).length))],
    binds: [
      { from: modules, to: `${server}/node_modules` },
      { from: pinnedNode, to: `${server}/node` },
      { from: dir, to: dir, writable: true },
    ],
  };
}

export interface RemoteWslOptions {
  readonly instance: string;
  /** The account that the instance starts programs as. */
  readonly user: string;
  readonly port?: number;
}

/** The instance was installed with the mounts of `files`. */
export function remoteWslPlace(
  lab: Lab,
  { dir, program }: RemoteWslFiles,
  { instance, user, port }: RemoteWslOptions,
): ServerPlace {
  return {
    dir,
    program,
    folder: `/home/${user}`,
    listen: ["--bind-addr", "127.0.0.1:0"],
    async prepare() {
      const argv = ["/bin/chown", "-R", `${user}:`, dir] as const;
      const { status, stderr } = await lab.inside({ name: instance, user: "root", argv });
      if (status !== 0) throw new Error(stderr.toString());
    },
    start(argv, { env: { EXTENSIONS_GALLERY = "" } }) {
      // All else in the environment is what wsl.exe and the instance give.
      const inside = ["/usr/bin/env", `EXTENSIONS_GALLERY=${EXTENSIONS_GALLERY}`, ...argv];
      const wsl = join(lab.home, "c/Windows/System32/wsl.exe");
      const command = [wsl, "--distribution", instance, "--cd", "~", "--exec", ...inside] as const;
      const [first, ...args] = windowsArgv(lab.place, command);
      return startOwnedProcess(first, args, {
        env: windowsEnv(lab.home),
        cwd: join(lab.home, "c/Windows"),
      });
    },
    reach(address) {
      const guest = { family: "ipv4", port: Number(new URL(address).port) } as const;
      return forwardFromLoopback(() => connectGuest(join(lab.home, "vm-relay.sock"), guest), port);
    },
  };
}
