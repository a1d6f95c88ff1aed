import type { EvidenceId } from "../../model/ids.ts";
import type { WslPlatform, WslPlatformState } from "../../model/wslPlatform.ts";
import { parseWslError } from "../../parse/wslError.ts";
import { parseWslList, type WslRow } from "../../parse/wslList.ts";
import { parseWslVersion } from "../../parse/wslVersion.ts";
import type { Outcome } from "../../base/outcome.ts";
import type { CommandFailure, CommandResult } from "../../ports/commands.ts";
import type { Ports } from "../../ports/observed.ts";
import { runWsl, type WslProgram } from "./wslProgram.ts";

/** WSL as a whole, and the instances that are registered. */
export interface WslView {
  readonly platform: WslPlatform;
  readonly rows: readonly WslRow[];
}

/** Where WSL is not installed, other options than `--status` may wait a minute for a key to be pressed. */
const statusTimeoutMs = 10_000;
/** Listing waits for an instance that is just starting. */
const listTimeoutMs = 15_000;
/** The wsl.exe of Windows without WSL says so by its exit code, in every language. */
const exitNotInstalled = 50;

/**
 * Asks wsl.exe how WSL is and which instances there are. Starts none of them. `--version` is asked beside the list,
 * since it answers also when the service does not (microsoft/WSL#12639).
 */
export async function askWsl(program: WslProgram, ports: Ports, signal: AbortSignal): Promise<WslView> {
  const ask = (args: readonly string[], timeoutMs: number) => runWsl(program, ports, args, timeoutMs, signal);
  const status = await ask(["--status"], statusTimeoutMs);
  const trouble = troubleOf(status);
  if (trouble !== null && trouble.state !== "hung") {
    return { platform: { ...trouble, version: null, evidence: [status.evidence] }, rows: [] };
  }
  const [version, list] = await Promise.all([
    ask(["--version"], statusTimeoutMs),
    trouble === null ? ask(["--list", "--verbose"], listTimeoutMs) : null,
  ]);
  const told = version.ok && version.value.exitCode === 0 ? parseWslVersion(version.value.stdout) : null;
  const evidence = [status, version, list].flatMap((answer) => answer?.evidence ?? []);
  const view = (found: Trouble, rows: readonly WslRow[] = []): WslView => ({
    platform: { ...found, version: told, evidence },
    rows,
  });
  if (trouble !== null) return view(trouble);
  if (list === null) return view(fine);
  const rows = list.ok ? parseWslList(list.value.stdout) : [];
  if (rows.length > 0) return view(fine, rows);
  return view(await withoutRows(list, () => ask(["--list", "--quiet"], listTimeoutMs)));
}

type Answer = Outcome<CommandResult, CommandFailure> & { readonly evidence: EvidenceId };
type Trouble = Pick<WslPlatform, "state" | "detail" | "code">;

const fine: Trouble = { state: "ready", detail: "", code: null };

/** Without instances the list fails and says so in a translated sentence only; the short list is then just empty. */
async function withoutRows(list: Answer, askQuietly: () => Promise<Answer>): Promise<Trouble> {
  const trouble = troubleOf(list);
  if (trouble !== null) return trouble;
  const quiet = await askQuietly();
  if (quiet.ok && quiet.value.exitCode === 0 && quiet.value.stdout.trim() === "") {
    return { ...fine, state: "no-instances" };
  }
  const said = list.ok ? firstLine(list.value) : "";
  return troubleOf(quiet) ?? { state: "failed", detail: said || "the list is in no known form", code: null };
}

/** What is wrong, as an answer tells it; null where it tells nothing of the kind. */
function troubleOf(answer: Answer): Trouble | null {
  if (!answer.ok) return notRun(answer.failure);
  const { exitCode, stdout, stderr } = answer.value;
  if (exitCode === 0) return null;
  const detail = firstLine(answer.value);
  if (exitCode === exitNotInstalled) return { state: "not-installed", detail, code: null };
  const error = parseWslError(stdout) ?? parseWslError(stderr);
  if (error !== null) {
    const state = states.get(error.code) ?? "failed";
    return { state, detail: `${detail} (${error.path})`.trim(), code: error.code };
  }
  // Commands stand in these sentences as they are typed, in every language; usage text names options by themselves.
  if (`${stdout}\n${stderr}`.includes("wsl.exe --update")) return { state: "outdated", detail, code: null };
  if (stderr.includes("wsl.exe --install")) return { state: "not-installed", detail, code: null };
  // The interop of WSL itself, from inside an instance (microsoft/WSL#6799, #7174, #41283).
  if (/UtilConnectToInteropServer|Exec format error|accept4 failed/.test(stderr))
    return { state: "unreachable", detail, code: null };
  return null;
}

function notRun({ reason, detail }: CommandFailure): Trouble {
  const state = reason === "timed-out" ? "hung" : reason === "not-found" ? "not-installed" : "unreachable";
  return { state: reason === "aborted" ? "failed" : state, detail, code: null };
}

const states: ReadonlyMap<string, WslPlatformState> = new Map([
  ["WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED", "component-missing"],
  ["WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED", "component-missing"],
  ["HCS_E_HYPERV_NOT_INSTALLED", "virtualization-off"],
  ["HCS_E_SERVICE_NOT_AVAILABLE", "virtualization-off"],
  ["ERROR_TIMEOUT", "hung"],
  ["WSAETIMEDOUT", "hung"],
]);

function firstLine({ stdout, stderr }: CommandResult): string {
  const lines = `${stdout}\n${stderr}`.split("\n").map((line) => line.trim());
  return lines.find((line) => line !== "") ?? "";
}
