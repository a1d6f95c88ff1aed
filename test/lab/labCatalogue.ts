import type { CatalogueEntry } from "./service/catalogue.ts";

/** What `/etc/os-release` of the distribution says; the programs below are Debian's all the same. */
function osRelease(id: string, name: string, version: string): string {
  return `PRETTY_NAME="${name} ${version}"\nNAME="${name}"\nVERSION_ID="${version}"\nID=${id}\nID_LIKE=debian\n`;
}

/** What `--list --online` of a lab shows. One root file system plays them all. */
export function labCatalogue(rootfs: string): readonly CatalogueEntry[] {
  const ubuntu = (name: string, friendlyName: string, version: string): CatalogueEntry => ({
    name,
    friendlyName,
    flavor: "ubuntu",
    osVersion: version,
    lower: [rootfs],
    files: {
      "/etc/wsl.conf": "[boot]\nsystemd=true\n",
      "/usr/lib/os-release": osRelease("ubuntu", "Ubuntu", version),
    },
    binds: [],
  });
  return [
    ubuntu("Ubuntu-24.04", "Ubuntu 24.04 LTS", "24.04"),
    ubuntu("Ubuntu-22.04", "Ubuntu 22.04 LTS", "22.04"),
    {
      name: "Debian",
      friendlyName: "Debian GNU/Linux",
      flavor: "debian",
      osVersion: "13",
      lower: [rootfs],
      files: {},
      binds: [],
    },
  ];
}
