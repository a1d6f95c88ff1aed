import type { Variable, Variables } from "../config/environment.ts";
import type { Supervisor } from "../model/supervisor.ts";
import { parseUnitEnvironmentFile } from "../parse/envFile.ts";
import { parseUnitFile, splitUnitWords, unitCommand, type UnitAssignment } from "../parse/unitFile.ts";
import type { MachineFacts } from "../ports/machine.ts";
import type { Ports } from "../ports/observed.ts";
import type { ServerCommand } from "./candidate.ts";

/** What a unit would start its gateway with. */
export interface UnitEnvironment {
  readonly unit: string;
  readonly variables: Variables;
  /** The home of the processes it starts; null when it is another user's. */
  readonly home: string | null;
  readonly workingDirectory: string | null;
  readonly command: ServerCommand;
  /** Files of `EnvironmentFile=` that may not be read. */
  readonly unreadable: readonly string[];
}

interface WrittenAssignment extends UnitAssignment {
  readonly file: string;
}

/**
 * Reads `Environment=`, `EnvironmentFile=` and `UnsetEnvironment=` of a unit and its drop-ins (systemd.exec(5)): later
 * ones win, an empty one drops those before it, files win over `Environment=`.
 */
export async function readUnitEnvironment(ports: Ports, supervisor: Supervisor): Promise<UnitEnvironment> {
  const assignments: WrittenAssignment[] = [];
  const changedAt = new Map<string, number>();
  for (const file of supervisor.files) {
    const text = await ports.files.read(file);
    if (!text.ok) continue;
    assignments.push(...parseUnitFile(text.value).map((assignment) => ({ ...assignment, file })));
    const stat = await ports.files.stat(file);
    if (stat.ok) changedAt.set(file, stat.value.modifiedAt);
  }
  const unit = supervisor.name;
  const expand = specifiersOf(supervisor, ports.facts);
  const variables = new Map<string, Variable>();
  const set = (name: string, variable: Omit<Variable, "changedAt">, file: string): void => {
    variables.set(name, { ...variable, changedAt: changedAt.get(file) ?? null });
  };
  for (const { value, file, line } of serviceValues(assignments, "Environment")) {
    for (const word of splitUnitWords(value)) {
      const equals = word.indexOf("=");
      if (equals < 1) continue;
      const name = word.slice(0, equals);
      const location = { unit, file, line, key: name };
      set(name, { value: expand(word.slice(equals + 1)), kind: "unit-env", location }, file);
    }
  }
  const unreadable: string[] = [];
  for (const { value } of serviceValues(assignments, "EnvironmentFile")) {
    const path = expand(value.replace(/^-/, ""));
    const text = await ports.files.read(path);
    if (!text.ok) {
      if (text.failure.reason !== "not-found") unreadable.push(path);
      continue;
    }
    const stat = await ports.files.stat(path);
    if (stat.ok) changedAt.set(path, stat.value.modifiedAt);
    for (const entry of parseUnitEnvironmentFile(text.value)) {
      const location = { unit, file: path, line: entry.line, key: entry.name };
      set(entry.name, { value: entry.value, kind: "environment-file", location }, path);
    }
  }
  for (const { value } of serviceValues(assignments, "UnsetEnvironment")) {
    for (const name of splitUnitWords(value)) variables.delete(name.replace(/=.*$/, ""));
  }
  const start = serviceValues(assignments, "ExecStart").at(-1);
  return {
    unit,
    variables,
    home: variables.get("HOME")?.value ?? homeOf(supervisor, assignments, ports.facts),
    workingDirectory: serviceValues(assignments, "WorkingDirectory").at(-1)?.value.replace(/^-/, "") ?? null,
    command: {
      words: unitCommand(assignments).map(expand),
      location: start === undefined ? { unit } : { unit, file: start.file, line: start.line },
    },
    unreadable,
  };
}

function serviceValues(assignments: readonly WrittenAssignment[], key: string): readonly WrittenAssignment[] {
  const values = assignments.filter((entry) => entry.section === "Service" && entry.key === key);
  return values.slice(values.findLastIndex((entry) => entry.value === "") + 1);
}

function homeOf(
  supervisor: Supervisor,
  assignments: readonly WrittenAssignment[],
  facts: MachineFacts,
): string | null {
  if (supervisor.kind === "systemd-user") return facts.accountHomeDir;
  const user = serviceValues(assignments, "User").at(-1)?.value ?? "root";
  if (user === facts.userName || user === String(facts.uid)) return facts.accountHomeDir;
  return user === "root" ? "/root" : null;
}

/** The specifiers of systemd.unit(5) that paths of such a unit use; others stay as written. */
function specifiersOf(supervisor: Supervisor, facts: MachineFacts): (text: string) => string {
  const isUser = supervisor.kind === "systemd-user";
  const home = isUser ? facts.accountHomeDir : "/root";
  const stem = supervisor.name.replace(/\.[a-z]+$/, "");
  const values: Readonly<Record<string, string>> = {
    "%": "%",
    h: home,
    u: isUser ? facts.userName : "root",
    U: isUser ? String(facts.uid) : "0",
    n: supervisor.name,
    N: stem,
    i: stem.split("@")[1] ?? "",
    p: stem.split("@")[0] ?? "",
    t: isUser ? `/run/user/${facts.uid}` : "/run",
    E: isUser ? `${home}/.config` : "/etc",
    S: isUser ? `${home}/.local/state` : "/var/lib",
    H: facts.hostname,
  };
  return (text) => text.replaceAll(/%(.)/g, (written, letter: string) => values[letter] ?? written);
}
