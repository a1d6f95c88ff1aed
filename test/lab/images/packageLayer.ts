/** Debian packages as a layer of their own on the root of the instances: for `lower`, in front of it. */
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { fileURLToPath } from "node:url";
import { runTool } from "../kernel/runTool.ts";
import { ensureImage, ensureRootfs } from "./rootfs.ts";

const script = fileURLToPath(new URL("buildPackageLayer.sh", import.meta.url));
const buildMs = 600_000;

/** The layer with these packages; made when it is not there yet. Their services are installed, but not enabled. */
export async function ensurePackageLayer(name: string, packages: readonly string[]): Promise<string> {
  const rootfs = await ensureRootfs();
  const key = createHash("sha256")
    .update([basename(rootfs), ...packages, await readFile(script, "utf8")].join("\n"))
    .digest("hex")
    .slice(0, 12);
  return ensureImage(`${name}-${key}`, async (folder) => {
    await runTool([script, rootfs, packages.join(","), folder], buildMs);
  });
}
