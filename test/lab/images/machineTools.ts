/** The programs of the machine that the lab is built on. */
import { constants } from "node:fs";
import { access } from "node:fs/promises";
import { runTool } from "../kernel/runTool.ts";

const aptMs = 300_000;

/** Debian package of each program that the lab starts. */
const packageOf: Readonly<Record<string, string>> = {
  "/usr/bin/mmdebstrap": "mmdebstrap",
  "/usr/bin/unshare": "util-linux",
  "/usr/bin/nsenter": "util-linux",
  "/usr/bin/setpriv": "util-linux",
  "/usr/sbin/pivot_root": "util-linux",
  "/usr/bin/mount": "mount",
  "/usr/sbin/ip": "iproute2",
  "/usr/bin/python3": "python3",
  "/usr/bin/openssl": "openssl",
  "/usr/bin/curl": "curl",
};

/** Installs what is missing of the programs that the lab needs; throws with what to do where it cannot. */
export async function ensureTools(): Promise<void> {
  if (process.getuid?.() !== 0) {
    throw new Error("The lab makes namespaces and mounts: run it as root, for instance with sudo.");
  }
  await ensurePrograms(packageOf);
}

/** Installs the Debian packages, by program, whose program is not there. */
export async function ensurePrograms(packages: Readonly<Record<string, string>>): Promise<void> {
  const missing = await missingOf(packages);
  if (missing.length === 0) return;
  if (!(await isExecutable("/usr/bin/apt-get"))) {
    throw new Error(`The lab needs Debian or Ubuntu, or at least these programs: ${missing.join(", ")}.`);
  }
  try {
    await install(missing);
  } catch {
    // There are no package lists yet, or they name versions that are gone.
    await apt(["update"]);
    await install(missing);
  }
  const still = await missingOf(packages);
  if (still.length > 0)
    throw new Error(`apt-get installed ${still.join(", ")}, but not where the lab looks.`);
}

async function missingOf(packages: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const names = new Set<string>();
  for (const [program, name] of Object.entries(packages)) {
    // Before /usr was merged some of them were in /bin and /sbin alone.
    if (!(await isExecutable(program)) && !(await isExecutable(program.slice("/usr".length))))
      names.add(name);
  }
  return [...names];
}

async function install(packages: readonly string[]): Promise<void> {
  await apt(["install", "--yes", "--no-install-recommends", ...packages]);
}

async function apt(args: readonly string[]): Promise<void> {
  // Another apt-get may be at work, on a machine that has just come up above all.
  await runTool(["apt-get", "-q", "-o", "DPkg::Lock::Timeout=120", ...args], aptMs);
}

async function isExecutable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  );
}
