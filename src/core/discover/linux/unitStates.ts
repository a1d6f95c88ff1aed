import type { SupervisorState } from "../../model/supervisor.ts";
import { parseSystemctlShow, type UnitProperties } from "../../parse/systemctlShow.ts";
import type { Ports } from "../../ports/observed.ts";
import type { UnitScope } from "./unitFiles.ts";

/** The states of units by name; null with the reason when the service manager could not be asked. */
export interface UnitStates {
  readonly byName: ReadonlyMap<string, SupervisorState>;
  readonly unseenBecause: string | null;
}

const properties = [
  "Id",
  "LoadState",
  "ActiveState",
  "SubState",
  "Result",
  "MainPID",
  "NRestarts",
  "ExecMainStatus",
  "UnitFileState",
  "NeedDaemonReload",
];

const timeoutMs = 3_000;

/** Asks one service manager for all its gateway units in one call. Asks nothing where systemd does not run. */
export async function readUnitStates(
  ports: Ports,
  scope: UnitScope,
  names: readonly string[],
  signal: AbortSignal,
): Promise<UnitStates> {
  if (names.length === 0) return unseen("no units to ask for");
  const booted = await ports.files.stat("/run/systemd/system");
  if (!booted.ok) return unseen("systemd is not the init system here");

  const runtimeDir = `/run/user/${ports.facts.uid}`;
  if (scope === "user") {
    const doors = await Promise.all(
      [`${runtimeDir}/systemd/private`, `${runtimeDir}/bus`].map((path) => ports.files.stat(path)),
    );
    if (!doors.some((door) => door.ok)) {
      return unseen(`the user's service manager does not run: there is no ${runtimeDir}/bus`);
    }
  }
  const answer = await ports.commands.run(
    {
      program: "systemctl",
      args: [`--${scope}`, "show", `--property=${properties.join(",")}`, "--", ...names],
      // A shell without a login session (cron, su) lacks this variable; the user manager is still there.
      env: scope === "user" ? { XDG_RUNTIME_DIR: runtimeDir, LC_ALL: "C" } : { LC_ALL: "C" },
      timeoutMs,
    },
    signal,
  );
  if (!answer.ok) return unseen(`systemctl ${answer.failure.reason}`);
  const blocks = parseSystemctlShow(answer.value.stdout);
  if (blocks.length === 0) return unseen(firstLine(answer.value.stderr) || "systemctl gave no answer");
  const byName = new Map(blocks.map((block) => [block.get("Id") ?? "", parseState(block)]));
  return { byName, unseenBecause: null };
}

function unseen(unseenBecause: string): UnitStates {
  return { byName: new Map(), unseenBecause };
}

function parseState(block: UnitProperties): SupervisorState {
  const enabled = block.get("UnitFileState") ?? "";
  return {
    active: block.get("ActiveState") ?? "",
    sub: block.get("SubState") ?? "",
    result: block.get("Result") ?? "",
    load: block.get("LoadState") ?? "",
    // systemd says 0 for a unit without a main process.
    mainPid: positive(block.get("MainPID")),
    restarts: whole(block.get("NRestarts")),
    exitStatus: whole(block.get("ExecMainStatus")),
    enabled: enabled === "" ? null : enabled.startsWith("enabled"),
    needsDaemonReload: block.get("NeedDaemonReload") === "yes",
  };
}

function whole(text: string | undefined): number | null {
  return text !== undefined && /^\d+$/.test(text) ? Number(text) : null;
}

function positive(text: string | undefined): number | null {
  const value = whole(text);
  return value === 0 ? null : value;
}

function firstLine(text: string): string {
  return text.trim().split("\n")[0] ?? "";
}
