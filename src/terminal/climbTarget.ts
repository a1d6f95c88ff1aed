import { failed, success, type Outcome } from "../core/base/outcome.ts";
import { climb, type Look } from "../core/look.ts";
import type { LadderOptions } from "../core/probe/rung.ts";
import type { TargetFailure } from "../core/probe/target.ts";
import type { ProbeRun } from "../core/probeRun.ts";
import { settleTarget } from "../core/settleTarget.ts";
import { exitCode } from "./exitCode.ts";
import { LadderPrinter } from "./ladderPrinter.ts";
import type { Problem } from "./problem.ts";
import type { Session } from "./session.ts";

/** Why this gateway and no other. */
const reasons: Readonly<Record<string, string>> = {
  config: "named by the config",
  "state-directory": "the gateway that runs on this state directory",
  "only-gateway": "the only gateway that runs here",
  "default-port": "the default port: no config names another",
};

/** Settles the target in what was seen and climbs its ladder, writing each rung as it ends. */
export async function climbTarget(
  session: Session,
  seen: Look,
  named: string | undefined,
  options: LadderOptions,
): Promise<Outcome<ProbeRun, Problem>> {
  const target = await settleTarget(seen, named);
  if (!target.ok) return failed(targetProblem(target.failure));
  const { page, progress, world, signal } = session;
  const { id, url, chosenBy } = target.value;
  page.write([
    `${page.style.paint("bold", id)}  ${page.style.paint("dim", `${url}, ${reasons[chosenBy] ?? `named by ${chosenBy}`}`)}`,
    "",
  ]);
  const printer = new LadderPrinter(world.catalogue.rungs, page, progress);
  try {
    const request = {
      ...options,
      target: target.value,
      onStart: printer.start.bind(printer),
      onEnd: printer.end.bind(printer),
    };
    return success(await climb(seen, world.catalogue, request, signal));
  } finally {
    progress.clear();
  }
}

function targetProblem({ reason, message, hint, candidates }: TargetFailure): Problem {
  return {
    exitCode: reason === "no-gateway" ? exitCode.notJudged : exitCode.wrongUse,
    code: reason,
    message,
    hint,
    ...(candidates.length === 0 ? {} : { candidates }),
  };
}
