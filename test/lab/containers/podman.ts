/** Podman in an instance, as its root: Debian's, with the image of the stand-in. */
import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { Layer } from "../images/layer.ts";
import { ensurePackageLayer } from "../images/packageLayer.ts";
import { ensureRootfs } from "../images/rootfs.ts";
import type { Lab } from "../lab.ts";
import { installInstance } from "./installInstance.ts";
import { standInImage } from "./openclawImages.ts";
import { writePodmanStore } from "./podmanStore.ts";

export const podmanInstance = "Podman";

const storage = "/var/lib/containers/storage";

/** Installs the instance; it starts when something is run in it. */
export async function installPodman(lab: Lab): Promise<void> {
  const rootfs = await ensureRootfs();
  const packages = await ensurePackageLayer("podman", [
    "podman",
    "runc",
    "netavark",
    "aardvark-dns",
    "nftables",
  ]);
  const settings = join(lab.home, "layers", podmanInstance);
  const layer = new Layer(settings, rootfs);
  await layer.folder("/");
  await layer.file("/etc/wsl.conf", "[boot]\nsystemd=true\n");
  // crun wants limits that take CAP_SYS_RESOURCE; the cgroups here have no controllers.
  await layer.file(
    "/etc/containers/containers.conf",
    `[engine]\nruntime = "runc"\n[containers]\npids_limit = 0\n`,
  );
  // It would mount its folder over itself, without the layers that are mounted in there.
  const options = `[storage.options.overlay]\nskip_mount_home = "true"\n`;
  await layer.file(
    "/etc/containers/storage.conf",
    `[storage]\ndriver = "overlay"\ngraphroot = "${storage}"\nrunroot = "/run/containers/storage"\n${options}`,
  );
  // Overlayfs takes no overlay for its upper layer.
  const data = join(lab.home, "podman");
  await mkdir(data, { recursive: true });
  const layerBinds = await writePodmanStore(data, storage, await standInImage());
  await installInstance(lab, {
    name: podmanInstance,
    friendlyName: "Podman",
    flavor: "debian",
    lower: [settings, packages, rootfs],
    binds: [{ from: data, to: storage, writable: true }, ...layerBinds],
  });
}
