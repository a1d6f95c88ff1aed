/** Interop of all instances of a lab, as the lab's service runs it. */
import { type FSWatcher, watch } from "node:fs";
import { access, chmod, mkdir, rm, symlink, writeFile } from "node:fs/promises";
import type { Server } from "node:net";
import { join } from "node:path";
import { binfmtFolder, interopEntry } from "../kernel/interopRegistration.ts";
import type { BindMount } from "../kernel/kernelTypes.ts";
import { buildInside, guestHome, programFolders, setInterop } from "./buildInside.ts";
import type { InstanceFacts } from "./guest/instanceFacts.ts";
import { serveInterop } from "./interopServer.ts";

export interface InteropInstance extends InstanceFacts {
  /** `<home>/instances/<guid>`. */
  readonly dir: string;
  /** wsl.conf: whether Windows programs can be started from inside. */
  readonly hasInterop: boolean;
}

export interface Interop {
  /** To be called at each start of an instance: serves it, and says what is to be mounted into it. */
  open(instance: InteropInstance): Promise<readonly BindMount[]>;
  /** Its sockets are dead from then on. */
  close(dir: string): Promise<void>;
  stop(): Promise<void>;
}

/** Builds what instances see, and serves those that are opened. Programs run in the caller's network and cgroup. */
export async function startInterop(home: string): Promise<Interop> {
  await buildInside(home);
  await mkdir(binfmtFolder(home), { recursive: true });
  const watcher = await followRegistration(home);
  const servers = new Map<string, Server>();
  const close = async (dir: string) => {
    servers.get(dir)?.close();
    servers.delete(dir);
    await rm(socketFolder(dir), { recursive: true, force: true });
  };
  return {
    async open(instance) {
      const { dir, hasInterop, ...facts } = instance;
      await close(dir);
      await mkdir(socketFolder(dir), { recursive: true });
      await chmod(socketFolder(dir), 0o777);
      await writeFile(join(dir, "run/instance.json"), JSON.stringify(facts));
      if (hasInterop) {
        const socket = join(socketFolder(dir), "1_interop");
        servers.set(dir, await serveInterop({ home, socket, facts }));
        await symlink("1_interop", join(socketFolder(dir), "2_interop"));
      }
      return mountsOf(home, instance);
    },
    close,
    async stop() {
      watcher.close();
      await Promise.all([...servers.keys()].map(close));
    },
  };
}

function socketFolder(dir: string): string {
  return join(dir, "run/WSL");
}

function mountsOf(home: string, { dir, hasInterop, driveRoot }: InteropInstance): readonly BindMount[] {
  const inside = join(home, "inside");
  const programs = join(inside, hasInterop ? "programs" : "foreign");
  return [
    { from: join(inside, "lab"), to: guestHome },
    { from: join(dir, "run/instance.json"), to: `${guestHome}/instance.json` },
    { from: socketFolder(dir), to: "/run/WSL", writable: true },
    ...(driveRoot === null
      ? []
      : programFolders.map((folder) => ({ from: join(programs, folder), to: `${driveRoot}/${folder}` }))),
  ];
}

/** Programs start as long as the kernel's list of formats has the entry, which anybody in an instance may remove. */
async function followRegistration(home: string): Promise<FSWatcher> {
  const entry = join(binfmtFolder(home), interopEntry);
  let last: Promise<void> = Promise.resolve();
  const follow = () => {
    last = last.then(async () => {
      const isThere = await access(entry).then(
        () => true,
        () => false,
      );
      await setInterop(home, isThere);
    });
  };
  const watcher = watch(binfmtFolder(home), follow);
  watcher.on("error", () => undefined); // the lab is going away
  follow();
  await last;
  return watcher;
}
