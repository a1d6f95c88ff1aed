import { join } from "node:path";
import { readMachine } from "../machineFile.ts";
import type { ServiceCalls } from "../protocol.ts";
import { type CatalogueEntry, readCatalogue } from "./catalogue.ts";
import { isAtLeast, ServiceFailure } from "./errors.ts";
import type { Instances } from "./instances.ts";
import { register, writeInstanceFiles } from "./register.ts";
import { isAllowedName } from "./registry.ts";

const manifestUrl =
  "https://raw.githubusercontent.com/microsoft/WSL/master/distributions/DistributionInfo.json";

/** `wsl --install`: from the catalogue, one after another check as wsl.exe and the service make them. */
export async function install(
  instances: Instances,
  ask: ServiceCalls["install"]["ask"],
): Promise<ServiceCalls["install"]["answer"]> {
  const { home } = instances.place;
  const { faults, wslVersion, installMs } = readMachine(home);
  // Only optional components were switched on; nothing is installed before the reboot.
  if (faults.includes("reboot-needed")) throw new ServiceFailure("ERROR_SUCCESS_REBOOT_REQUIRED", null);
  const late = ask.name !== undefined ? "--name" : ask.location !== undefined ? "--location" : null;
  if (late !== null && !isAtLeast(wslVersion, "2.4.4")) {
    throw new ServiceFailure("MessageInvalidCommandLine", "Wsl/E_INVALIDARG", { argument: late });
  }
  const distribution = choose(online(instances, "Wsl/InstallDistro"), ask.distribution);
  const name = ask.name ?? distribution.name;
  if (!isAllowedName(name)) {
    throw new ServiceFailure("MessageInvalidInstallName", "Wsl/InstallDistro/E_INVALIDARG", { name });
  }
  const present = instances.registry.byName(name);
  // Before the download only since 2.5.8; older versions get to it when they register.
  if (present !== null && instances.isSettled(present) && isAtLeast(wslVersion, "2.5.8")) {
    throw new ServiceFailure("ERROR_ALREADY_EXISTS", "Wsl/InstallDistro/ERROR_ALREADY_EXISTS");
  }
  const { flavor, osVersion, lower, binds } = distribution;
  const { installed } = await instances.lock.run(async () => {
    const wanted = { name, flavor, osVersion, lower, binds, location: ask.location };
    const entry = register(instances, wanted, "Wsl/InstallDistro/Service/RegisterDistro");
    const unpack = async () => {
      writeInstanceFiles(join(instances.folder(entry), "upper"), distribution.files);
      await new Promise((resolve) => setTimeout(resolve, installMs));
    };
    // Not awaited in here: others may ask meanwhile, and see the state.
    return { installed: instances.during(entry, "Installing", unpack) };
  });
  await installed;
  return { name, friendlyName: distribution.friendlyName };
}

/** The catalogue, which is fetched from the net each time. */
export function online(instances: Instances, contexts: string): readonly CatalogueEntry[] {
  const { home } = instances.place;
  if (readMachine(home).faults.includes("no-network")) {
    throw new ServiceFailure(
      "MessageCouldNotFetchDistributionList",
      `${contexts}/WININET_E_NAME_NOT_RESOLVED`,
      { url: manifestUrl, error: "WININET_E_NAME_NOT_RESOLVED" },
    );
  }
  return readCatalogue(home);
}

function choose(catalogue: readonly CatalogueEntry[], wanted: string | null): CatalogueEntry {
  const found =
    wanted === null
      ? catalogue[0]
      : catalogue.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found !== undefined) return found;
  const params = { name: wanted ?? "" };
  throw new ServiceFailure(
    "MessageInvalidDistributionName",
    "Wsl/InstallDistro/WSL_E_DISTRO_NOT_FOUND",
    params,
  );
}
