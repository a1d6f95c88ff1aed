/** npm folders that the repository pins and that tests install on demand: gateways, the editor and its browser. */
import { cp, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { root, runNpm } from "../tools/bootstrap.mjs";

/** Where they are installed and the demo home of `npm start` lives; may be shared by several checkouts. */
export const embeddedDir = process.env["GATEWAY_LENS_EMBEDDED_DIR"] ?? join(root, ".embedded");

export interface EmbeddedFolder {
  /** The name it has below `embeddedDir`. */
  readonly name: string;
  /** The folder with package.json, lockfile and .npmrc; whatever else lies there is part of the pin. */
  readonly pin: string;
  /** What is to be done after `npm ci`, in the folder where it ran. That folder is moved afterwards. */
  complete(dir: string): Promise<void> | void;
}

/** Installs that folder unless it is there already, and tells where. Safe to call from several processes at once. */
export async function installEmbedded(folder: EmbeddedFolder): Promise<string> {
  const dir = join(embeddedDir, folder.name);
  if (await isCurrent(folder.pin, dir)) return dir;
  await mkdir(embeddedDir, { recursive: true });
  await withLock(`${dir}.lock`, async () => {
    if (!(await isCurrent(folder.pin, dir))) await install(folder, dir);
  });
  return dir;
}

/** Installs beside the place and moves it there when it is complete. */
async function install(folder: EmbeddedFolder, dir: string): Promise<void> {
  const fresh = await mkdtemp(`${dir}.installing-`);
  try {
    await cp(folder.pin, fresh, { recursive: true });
    await runNpm(["ci"], fresh);
    await folder.complete(fresh);
    await rm(dir, { recursive: true, force: true });
    await rename(fresh, dir);
  } finally {
    await rm(fresh, { recursive: true, force: true });
  }
}

/** The pin is copied along with the install, so equal files mean that nothing is to be done. */
async function isCurrent(pin: string, dir: string): Promise<boolean> {
  const same = (await readdir(pin)).map(async (file) => {
    const [wanted, present] = await Promise.all(
      [pin, dir].map((at) => readFile(join(at, file)).catch(() => null)),
    );
    return Boolean(wanted && present && wanted.equals(present));
  });
  return (await Promise.all(same)).every(Boolean);
}

/** Waits for its turn. A lock whose owner is gone is taken over; the rename above keeps even a lost race harmless. */
export async function withLock(path: string, run: () => Promise<void>): Promise<void> {
  while (!(await take(path))) await sleep(500);
  try {
    await run();
  } finally {
    await rm(path, { force: true });
  }
}

async function take(path: string): Promise<boolean> {
  try {
    await writeFile(path, String(process.pid), { flag: "wx" });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const owner = Number(await readFile(path, "utf8").catch(() => ""));
    if (owner > 0 && !isAlive(owner)) await rm(path, { force: true });
    return false;
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
}
