import { providers } from "./discover/registry.ts";
import { rules } from "./faults/registry.ts";
import type { Catalogue } from "./look.ts";
import { rungs } from "./probe/registry.ts";

/** All that the product knows to look for. */
export const catalogue: Catalogue = { providers, rungs, rules };
