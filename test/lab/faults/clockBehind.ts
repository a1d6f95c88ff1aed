import { createHash } from "node:crypto";
import { mkdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { ensurePrograms } from "../images/machineTools.ts";
import { ensureImage } from "../images/rootfs.ts";
import { runTool } from "../kernel/runTool.ts";
import { insideFault, inScript } from "./insideFault.ts";

/** More than the two minutes that a gateway allows a signature. */
export const behindSeconds = 130;

const source = fileURLToPath(new URL("clockBehind.c", import.meta.url));
const inside = "/usr/local/lib/clock-behind.so";

/**
 * All namespaces have the machine's clock, and time namespaces leave the time of day alone. So every program that
 * starts from now on asks a library of the lab's instead: `date`, Node and the gateway, which starts anew. What ran
 * before, process 1 as well, keeps the right time until the instance starts anew; times of files stay right.
 */
export const clockBehind = insideFault({
  id: "clock-behind",
  shows: `the clock of the instance is ${behindSeconds} s behind that of Windows (microsoft/WSL #10006)`,
  async apply(target) {
    const script = `stop_gateway
      cat >${inside}
      echo ${inside} >/etc/ld.so.preload
      start_gateway`;
    await inScript(target, script, await readFile(await compile()));
  },
  clear: `rm -f /etc/ld.so.preload ${inside}
    stop_gateway
    start_gateway`,
});

async function compile(): Promise<string> {
  await ensurePrograms({ "/usr/bin/gcc": "gcc" });
  const key = createHash("sha256")
    .update(await readFile(source))
    .digest("hex")
    .slice(0, 12);
  const folder = await ensureImage(`clock-${behindSeconds}-${key}`, async (image) => {
    await mkdir(image, { recursive: true });
    const output = ["-o", join(image, "clock.so"), source];
    await runTool([
      "gcc",
      "-O2",
      "-Wall",
      "-shared",
      "-fPIC",
      "-ffreestanding",
      "-nostdlib",
      `-DBEHIND=${behindSeconds}`,
      ...output,
    ]);
  });
  return join(folder, "clock.so");
}
