import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { ensurePackageLayer } from "../images/packageLayer.ts";
import { insideFault, inScript } from "./insideFault.ts";

/** More than the two minutes that a gateway allows a signature. */
const behindSeconds = 130;
const library = "/usr/local/lib/libfaketime.so.1";

/**
 * All namespaces have the machine's clock, and time namespaces leave it alone. So libfaketime is loaded into every
 * program that starts from now on; what ran before, process 1 as well, keeps the right time until the instance starts
 * anew. Programs that are linked statically keep it as well.
 */
export const clockBehind = insideFault({
  id: "clock-behind",
  shows: `the clock of the instance is ${behindSeconds} s behind that of Windows (microsoft/WSL #10006)`,
  apply: async (target) => {
    const script = `stop_gateway
      cat >${library}
      echo -${behindSeconds}s >/etc/faketimerc
      echo ${library} >/etc/ld.so.preload
      start_gateway`;
    await inScript(target, script, await readLibrary());
  },
  clear: `rm -f /etc/ld.so.preload
    stop_gateway
    rm -f /etc/faketimerc ${library}
    start_gateway`,
});

/** As the distribution of the instance has it. */
async function readLibrary(): Promise<Buffer> {
  const layer = await ensurePackageLayer("clock", ["libfaketime"]);
  const name = "faketime/libfaketimeMT.so.1";
  for (const folder of await readdir(join(layer, "usr/lib"))) {
    const found = await readFile(join(layer, "usr/lib", folder, name)).catch(() => null);
    if (found !== null) return found;
  }
  throw new Error(`libfaketime has no ${name}`);
}
