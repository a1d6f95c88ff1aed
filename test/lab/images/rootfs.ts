/** The root that instances are clones of: a lower layer of an overlay, made once for each way to make it. */
import { createHash } from "node:crypto";
import { mkdir, mkdtemp, readdir, readFile, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { embeddedDir, withLock } from "../../support/embeddedInstall.ts";
import { runTool } from "../kernel/runTool.ts";

const suite = "trixie";
const packages = [
  ["systemd", "systemd-sysv", "dbus", "dbus-user-session", "libpam-systemd", "login"],
  ["iproute2", "iputils-ping", "curl", "ca-certificates", "netbase"],
  ["procps", "sudo", "tzdata", "less"],
].flat();

const script = fileURLToPath(new URL("buildRootfs.sh", import.meta.url));
const buildMs = 900_000;

/** Content-addressed, so a folder that is there is right. */
const imagesDir = join(embeddedDir, "lab");

/** The folder with the Debian that every instance is a clone of, read-only; built when it is not there yet. */
export async function ensureRootfs(): Promise<string> {
  const key = createHash("sha256")
    .update([suite, ...packages, await readFile(script, "utf8")].join("\n"))
    .digest("hex")
    .slice(0, 12);
  return ensureImage(`rootfs-${key}`, async (folder) => {
    await runTool([script, suite, packages.join(","), folder], buildMs);
  });
}

/** The image of that name; `build` makes a folder, which is moved into place when it is complete. */
export async function ensureImage(name: string, build: (folder: string) => Promise<void>): Promise<string> {
  const dir = join(imagesDir, name);
  if (await exists(dir)) return dir;
  await mkdir(imagesDir, { recursive: true });
  await withLock(`${dir}.lock`, async () => {
    if (await exists(dir)) return;
    await removeUnfinished(name);
    const fresh = await mkdtemp(`${dir}.building-`);
    try {
      await build(join(fresh, "image"));
      await rename(join(fresh, "image"), dir);
    } finally {
      await rm(fresh, { recursive: true, force: true });
    }
  });
  return dir;
}

/** Whoever began these has not come back, since the lock is ours. */
async function removeUnfinished(name: string): Promise<void> {
  const left = (await readdir(imagesDir)).filter((entry) => entry.startsWith(`${name}.building-`));
  await Promise.all(left.map((entry) => rm(join(imagesDir, entry), { recursive: true, force: true })));
}

async function exists(dir: string): Promise<boolean> {
  return readdir(dir).then(
    () => true,
    () => false,
  );
}
