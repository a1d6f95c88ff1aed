import type { WslRow } from "../../parse/wslList.ts";
import type { GuestFailure } from "../../ports/door.ts";
import type { Ports } from "../../ports/observed.ts";
import type { NamespaceId } from "../../model/ids.ts";
import type { Namespace } from "../../model/namespace.ts";
import type { WslProgram } from "./wslProgram.ts";

/** Instances that other programs keep for themselves, by name. Most have neither systemd nor a shell to speak of. */
const serviceInstances: readonly (readonly [RegExp, string])[] = [
  [/^docker-desktop(?:-data)?$/i, "Docker Desktop"],
  [/^rancher-desktop(?:-data)?$/i, "Rancher Desktop"],
  [/^podman-machine-/i, "Podman"],
];

/** The first command of an account waits for its login session, up to ten seconds, behind a start up to ten more. */
const doorTimeoutMs = 25_000;

export function namespaceOf({ name }: Pick<WslRow, "name">): NamespaceId {
  return `wsl:${name}`;
}

/** Why an instance is not looked into; null where it can be. */
export function reasonToStayOut({ name, state, version }: WslRow): string | null {
  if (state === "Stopped") return "It is stopped, and was not started to be looked at.";
  if (state !== "Running") return `It is not entered while its state is ${state}.`;
  const owner = serviceInstances.find(([pattern]) => pattern.test(name))?.[1];
  if (owner !== undefined) return `It is not entered: it belongs to ${owner}.`;
  if (version === 1) return "It is not entered: it runs on WSL 1.";
  // wsl.exe splits its command line at blanks and takes no quotes there (microsoft/WSL src/windows/common/WslClient.cpp).
  return /\s/.test(name) ? "It is not entered: its name holds a blank." : null;
}

/** What a look into an instance answers from, or a sentence that says why there is none. */
export type Entrance = { readonly ports: Ports } | { readonly reason: string };

/** Opens the session with a running instance, or takes the one that is open. */
export async function enterInstance(
  program: WslProgram,
  row: WslRow,
  ports: Ports,
  signal: AbortSignal,
): Promise<Entrance> {
  const reason = reasonToStayOut(row);
  if (reason !== null) return { reason };
  if (ports.facts.wslInstance === row.name) return { ports };
  const entered = await ports.guests.enter(
    {
      namespace: namespaceOf(row),
      program: program.path,
      args: ["-d", row.name, "--cd", "/", "--exec", "/bin/sh", "-s"],
      env: program.env,
      cwd: program.cwd,
      timeoutMs: doorTimeoutMs,
    },
    signal,
  );
  return entered.ok ? { ports: entered.value } : { reason: notEntered(entered.failure) };
}

function notEntered({ reason, detail }: GuestFailure): string {
  const said = detail.split("\n")[0]?.trim() ?? "";
  return `It could not be entered (${reason})${said === "" ? "" : `: ${said}`}.`.replace(/\.\.$/, ".");
}

/** An instance of which only its line in the list is known. */
export function unseenInstance(
  row: WslRow,
  network: Namespace["network"],
  blindSpots: readonly string[],
): Namespace {
  return {
    id: namespaceOf(row),
    kind: "wsl",
    name: row.name,
    network,
    state: row.state === "Running" ? "running" : row.state === "Stopped" ? "stopped" : "unknown",
    facts: notesOf(row),
    tokenSources: [],
    supervisors: [],
    installs: [],
    blindSpots,
  };
}

/** What its line in the list tells beside the state. */
export function notesOf({ isDefault, version }: WslRow): Namespace["facts"] {
  return [
    { name: "WSL version", value: String(version) },
    ...(isDefault ? [{ name: "default instance", value: "yes" }] : []),
  ];
}
