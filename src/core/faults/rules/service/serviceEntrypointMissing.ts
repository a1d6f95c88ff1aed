import { mapFact } from "../../../model/fact.ts";
import { placeId } from "../../needs/place.ts";
import { targetUnit } from "../../needs/targetService.ts";
import { unitEntry } from "../../needs/unitEntry.ts";
import { defineRule } from "../../rule.ts";

/** The exit status that systemd gives a process whose program it could not execute (systemd.exec(5)). */
const execFailed = 203;

export const serviceEntrypointMissing = defineRule({
  id: "service-entrypoint-missing",
  layer: "service",
  severity: "error",
  title: "The program named in the service does not exist",
  meaning:
    "The unit starts a program from a folder that an update or a version manager has removed, so it cannot start.",
  firstAction: {
    label: "Reinstall the service",
    command: "openclaw gateway install --force",
    risk: "disruptive",
  },
  explains: "supervisor",
  suppresses: [
    "gateway-unreachable",
    "service-start-limit-hit",
    "service-crash-loop",
    "service-entrypoint-mismatch",
    "mixed-openclaw-installs",
  ],
  sources: ["openclaw#17309"],
  signals: [
    { match: /status=203\/EXEC/ },
    { match: /Failed (?:to locate executable|at step EXEC spawning) \S{1,300}/ },
  ],
  needs: {
    unit: targetUnit,
    isGone: (scene) => mapFact(unitEntry(scene), (entry) => entry?.isGone ?? false),
  },
  find({ unit, isGone }, scene) {
    if (unit === null) return null;
    const isUnstartable = unit.state.active !== "active" && unit.state.exitStatus === execFailed;
    if (!isGone && !isUnstartable) return null;
    const program =
      unit.execStart.find((arg) => arg.includes("/openclaw")) ?? unit.execStart[0] ?? "its program";
    const file = unit.files[0];
    return {
      confidence: "confirmed",
      explanation: isGone
        ? `${unit.name} starts ${program}, and there is no such file.`
        : `systemd could not execute the program of ${unit.name} (status 203): ${unit.execStart[0] ?? program}.`,
      location: file === undefined ? null : { namespace: placeId(scene), file, line: null },
    };
  },
});
