import type { Lab } from "../lab.ts";
import { type CatalogueEntry, readCatalogue, writeCatalogue } from "../service/catalogue.ts";

/** Installs an instance that is in no catalogue, as setups do that bring their own. */
export async function installInstance(
  lab: Lab,
  entry: Pick<CatalogueEntry, "name" | "friendlyName" | "flavor" | "lower" | "binds">,
): Promise<void> {
  const distribution = `lab.${entry.name}`;
  writeCatalogue(lab.home, [
    ...readCatalogue(lab.home),
    { ...entry, name: distribution, osVersion: "", files: {}, isHidden: true },
  ]);
  await lab.ask("install", { distribution, name: entry.name });
}
