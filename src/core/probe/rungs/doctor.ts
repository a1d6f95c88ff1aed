import { known } from "../../model/fact.ts";
import { parseDoctorLintJson, type DoctorLintFinding } from "../../parse/doctorLintJson.ts";
import { commandOf, runOpenclaw, unansweredCommand } from "../openclawCommand.ts";
import type { Rung } from "../rung.ts";
import { climbed, skipped } from "../rungOutcome.ts";

/** What `openclaw doctor --lint --json` found. Its advice is shown, never followed. */
export interface DoctorFact {
  readonly findings: readonly DoctorFinding[];
  readonly checksRun: number;
}

/** One finding of the doctor, in its own words. */
export interface DoctorFinding {
  readonly checkId: string;
  readonly severity: string;
  readonly message: string;
  /** It contradicts the loopback-only stance, so it is labelled as policy and not repeated as advice. */
  readonly isPolicy: boolean;
}

export const doctor: Rung<DoctorFact> = {
  id: "doctor",
  title: "openclaw doctor",
  layer: "meta",
  after: [],
  isQuick: false,
  timeoutMs: 90_000,
  async climb(context, signal) {
    const command = commandOf(context);
    if (command === null) return skipped("no-install");
    // --lint changes nothing, unlike --fix. It exits with 1 on findings and with 2 when it could not run.
    const run = await runOpenclaw(command, ["doctor", "--lint", "--json"], 88_000, signal);
    const report = run.ok && run.value.exitCode !== 2 ? parseDoctorLintJson(run.value.stdout) : null;
    if (report === null) return unansweredCommand(run);
    const findings = report.findings.map((finding) => ({
      checkId: finding.checkId,
      severity: finding.severity,
      message: finding.message,
      isPolicy: isPolicy(finding),
    }));
    const fact = known({ findings, checksRun: report.checksRun }, [run.evidence]);
    const own = findings.filter((finding) => !finding.isPolicy && finding.severity !== "info");
    const notes = [
      ...findings
        .filter((finding) => finding.isPolicy)
        .map(({ checkId }) => `Policy: ${policyNotes[checkId]}`),
      ...own.map(({ message }) => message),
    ];
    const checks = `${report.checksRun} checks`;
    if (own.length === 0) return climbed("ok", `nothing found in ${checks}`, fact, notes);
    return climbed(
      "warn",
      `${own.length === 1 ? "1 finding" : `${own.length} findings`} in ${checks}`,
      fact,
      notes,
    );
  },
};

/** What a fresh default install is told, by check: it is meant to be so on a loopback-only gateway. */
const policyNotes: Readonly<Record<string, string>> = {
  "core/doctor/node-hosting-preconditions":
    "doctor misses a way in from other machines; a gateway on loopback only is meant to have none.",
  "core/doctor/security":
    "doctor would keep the token outside openclaw.json; a file with mode 0600 is enough here.",
};

const policyRequirements = new Set(["node-onboarding-url", "config.plaintext_secrets"]);

function isPolicy({ checkId, requirement }: DoctorLintFinding): boolean {
  return requirement !== null && policyRequirements.has(requirement) && checkId in policyNotes;
}
