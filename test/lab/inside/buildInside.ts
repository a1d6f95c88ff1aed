/** What every instance of a lab gets to see of WSL: `/init`, wslinfo, wslpath, and Windows' programs. */
import { chmod, copyFile, cp, link, mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { toolRegistry } from "../windows/toolRegistry.ts";

const guestFolder = fileURLToPath(new URL("guest", import.meta.url));

/** Where instances find the folder `<home>/inside/lab`. */
export const guestHome = "/run/lab";

const interpreter = (program: string) => `#!${guestHome}/node ${guestHome}/${program}Process.ts\n`;

/** What a program starts with that no kernel knows: Windows' own magic number. */
const foreign = Buffer.from("MZ\x90\0\x03\0\0\0\x04\0\0\0", "latin1");

/** Fills `<home>/inside`. */
export async function buildInside(home: string): Promise<void> {
  const inside = join(home, "inside");
  await mkdir(join(inside, "lab"), { recursive: true });
  await cp(guestFolder, join(inside, "lab"), { recursive: true });
  // A mount point for the facts of each instance.
  await writeFile(join(inside, "lab/instance.json"), "");
  await installNode(join(inside, "lab/node"));
  await writeProgram(join(inside, "wslinfo"), interpreter("wslinfo"));
  await writeProgram(join(inside, "wslpath"), interpreter("wslpath"));
  await writeProgram(join(inside, "uname"), await readFile(join(guestFolder, "uname.sh")));
  await setInterop(home, true);
  for (const { path } of toolRegistry) {
    // The second line keeps shells from taking it for a script of theirs once /init does not run.
    await writeProgram(join(inside, "programs", path), Buffer.concat([Buffer.from("#!/init\n"), foreign]));
    await writeProgram(join(inside, "foreign", path), foreign);
  }
}

/**
 * Whether the VM's kernel starts Windows programs. When not, starting one fails with ENOEXEC, of which shells and
 * execvp make what they make of it on WSL. The file is rewritten in place: instances have it mounted.
 */
export async function setInterop(home: string, isOn: boolean): Promise<void> {
  await writeProgram(join(home, "inside/init"), isOn ? interpreter("interop") : foreign);
}

/** The folders that hold programs, below the C: drive. */
export const programFolders = ["Windows/System32", "Program Files/WSL"] as const;

async function writeProgram(file: string, content: string | Uint8Array): Promise<void> {
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, content);
  await chmod(file, 0o755);
}

async function installNode(file: string): Promise<void> {
  await rm(file, { force: true });
  await link(process.execPath, file).catch(() => copyFile(process.execPath, file)); // another file system
}
