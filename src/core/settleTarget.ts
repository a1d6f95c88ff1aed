import type { Outcome } from "./base/outcome.ts";
import type { Target } from "./model/target.ts";
import type { Look } from "./look.ts";
import { resolveTarget, type TargetFailure } from "./probe/target.ts";

/** Settles which gateway of a look is meant: the one that is named, or what the user's own environment stands for. */
export async function settleTarget(
  { snapshot, ports }: Look,
  named: string | undefined,
): Promise<Outcome<Target, TargetFailure>> {
  const variable = "OPENCLAW_GATEWAY_URL";
  const environment = await ports.processes.environment("self", [variable]);
  const envUrl = environment.ok ? environment.value[variable] : undefined;
  return resolveTarget(snapshot, { target: named, envUrl });
}
