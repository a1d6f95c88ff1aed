/** The public installer of OpenClaw inside a lab: its real script, and everything that the script downloads. */
import { readFileSync } from "node:fs";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { installGateway, newestGateway } from "../../support/realGatewayInstall.ts";
import { root } from "../../tools/bootstrap.mjs";
import { ensurePackageLayer } from "../images/packageLayer.ts";
import type { LabPlace } from "../kernel/kernelTypes.ts";
import { readCatalogue, writeCatalogue } from "../service/catalogue.ts";
import { readInstanceFile, type Layers } from "../service/instanceFiles.ts";
import { createAuthority, type Authority } from "../tls/certificates.ts";
import { siteFaults } from "./faultRegistry.ts";
import { startInternet } from "./internet.ts";
import { lockedPackages } from "./lockedPackages.ts";
import { ensureNodeRelease, nodeRelease } from "./nodeRelease.ts";
import { ensureArchives } from "./npmCache.ts";
import { hostOf, type SitePart } from "./site.ts";
import { requestsFile, writeFault, writeSites, type SitesContent } from "./sitesFolder.ts";

export interface InstallerRequest {
  readonly host: string;
  readonly path: string;
  readonly status: number;
}

export interface Installer {
  /** Switches one of `siteFaults` on; null switches it off. */
  fault(id: string | null, on?: SitePart): void;
  /** What was asked so far. */
  requests(): Promise<readonly InstallerRequest[]>;
  /** Takes Windows offline again. Instances that are there keep the authority. */
  stop(): Promise<void>;
}

const program = join(import.meta.dirname, "sitesProcess.ts");
const trustedBundle = "/etc/ssl/certs/ca-certificates.crt";
const dayMs = 86_400_000;

/**
 * Brings the sites up in a network of their own, which instances reach by name. From then on every distribution of the
 * lab's catalogue trusts their authority, and has git, which Debian's smallest root lacks and the script wants.
 */
export async function startInstaller(place: LabPlace): Promise<Installer> {
  const folder = join(place.home, "installer");
  await mkdir(folder);
  const authority = await createAuthority(join(folder, "trusted"), "Gateway Lens Lab");
  await writeFile(join(folder, requestsFile), "");
  writeFault(folder, null);
  writeSites(folder, await content(folder, authority));
  const restore = await equipDistributions(place.home, authority);
  const internet = await startInternet(place, Object.values(hostOf));
  try {
    await internet.run("internet", program, [folder]);
  } catch (error) {
    await internet.stop();
    throw error;
  }
  return {
    fault: (id, on) => switchFault(folder, id, on),
    async requests() {
      const text = await readFile(join(folder, requestsFile), "utf8");
      return text.split("\n").flatMap((line) => (line === "" ? [] : [JSON.parse(line) as InstallerRequest]));
    },
    async stop() {
      await internet.stop();
      restore();
      await rm(folder, { recursive: true });
    },
  };
}

/** Returns what puts the catalogue back as it was. */
async function equipDistributions(home: string, authority: Authority): Promise<() => void> {
  const git = await ensurePackageLayer("installer", ["git"]);
  const before = readCatalogue(home);
  const equipped = before.map((entry) => {
    const lower = [git, ...entry.lower];
    return { ...entry, lower, files: { ...entry.files, ...trustFiles(lower, authority.certFile) } };
  });
  writeCatalogue(home, equipped);
  return () => writeCatalogue(home, before);
}

async function content(folder: string, authority: Authority): Promise<SitesContent> {
  const gateway = await installGateway(newestGateway);
  const release = await ensureNodeRelease();
  const packages = await lockedPackages(
    join(root, `test/embedded/gateway-${newestGateway}/package-lock.json`),
  );
  // The package brings the script that the site hands out.
  const script = join(dirname(gateway.server), "../scripts/install-cli.sh");
  const node = Object.entries(release.files);
  return {
    files: {
      [`${hostOf.script}/install-cli.sh`]: script,
      ...Object.fromEntries(
        node.map(([name, file]) => [`${hostOf.node}/dist/v${nodeRelease}/${name}`, file]),
      ),
    },
    packages,
    ...(await ensureArchives(packages)),
    certificates: await certificates(folder, authority),
  };
}

async function certificates(folder: string, authority: Authority): Promise<SitesContent["certificates"]> {
  const hosts = Object.values(hostOf);
  const stranger = await createAuthority(join(folder, "untrusted"), "Somebody Else");
  const daysAgo = (days: number) => new Date(Date.now() - days * dayMs);
  const old = { validFrom: daysAgo(120), validUntil: daysAgo(30) };
  return {
    good: await authority.issue({ name: "good", hosts }),
    expired: await authority.issue({ name: "expired", hosts, ...old }),
    untrusted: await stranger.issue({ name: "untrusted", hosts }),
  };
}

/** Programs of the system use the bundle. Node has its own list, so npm is pointed there, as behind a company's proxy. */
function trustFiles(layers: Layers, certFile: string): Readonly<Record<string, string>> {
  const bundle = readInstanceFile(layers, trustedBundle) ?? "";
  const npmrc = `cafile=${trustedBundle}\n`;
  return {
    [trustedBundle]: `${bundle}${readFileSync(certFile, "utf8")}`,
    "/etc/skel/.npmrc": npmrc,
    "/root/.npmrc": npmrc,
  };
}

function switchFault(folder: string, id: string | null, on?: SitePart): void {
  const fault = siteFaults.find((known) => known.id === id);
  if (fault === undefined && id !== null) throw new Error(`no fault ${id}`);
  writeFault(folder, fault === undefined ? null : { id: fault.id, on: on ?? fault.parts[0] });
}
