import { rm, rmdir } from "node:fs/promises";
import { dirname } from "node:path";
import type { Instances } from "./instances.ts";

/** `wsl --unregister`: stops it at once and deletes its disk, and its folder when nothing else lies there. */
export async function unregister(instances: Instances, name: string): Promise<object> {
  await instances.lock.run(async () => {
    const entry = instances.find(name);
    instances.requireSettled(entry);
    await instances.during(entry, "Uninstalling", async () => {
      await instances.stop(entry, "abrupt");
      await rm(instances.folder(entry), { recursive: true, force: true });
      const disk = instances.disk(entry);
      if (disk !== null) {
        await rm(disk, { force: true });
        // Fails when something else lies there, which shall stay.
        await rmdir(dirname(disk)).catch(() => {});
      }
      instances.registry.remove(entry.guid);
    });
  });
  return {};
}
