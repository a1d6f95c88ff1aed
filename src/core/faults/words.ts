/** Pieces of sentences that many rules say in the same way. */
import type { ListenerOwner } from "../model/listener.ts";
import type { Supervisor, SupervisorState } from "../model/supervisor.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import { sourceName } from "../probe/credential.ts";
import type { Scene } from "./scene.ts";

/** "127.0.0.1:18789". */
export function address({ target }: Scene): string {
  if (target === null) return "its address";
  return target.host.includes(":") ? `[${target.host}]:${target.port}` : `${target.host}:${target.port}`;
}

/** "from this machine", or "from Windows" where the place is one of several. */
export function fromHere({ snapshot }: Scene): string {
  const vantage = snapshot.namespaces.find(({ id }) => id === snapshot.vantage);
  if (vantage === undefined || vantage.kind === "linux" || vantage.kind === "macos")
    return "from this machine";
  return `from ${vantage.kind === "windows" ? "Windows" : vantage.name}`;
}

/** "openclaw.json:14 (3f9a1c07)". */
export function tokenWords(source: TokenSource): string {
  return `${sourceName(source.location)} (${source.fingerprint ?? "not readable"})`;
}

/** "inactive (dead)", "failed (failed, exit-code, exit status 1)". */
export function stateWords({ active, sub, result, exitStatus }: SupervisorState): string {
  const details = [
    sub,
    ...(result === "" || result === "success" || result === sub ? [] : [result]),
    ...(exitStatus === null || exitStatus === 0 ? [] : [`exit status ${exitStatus}`]),
  ];
  return `${active} (${details.join(", ")})`;
}

/** "nginx, pid 4711" and, where known, the unit or container it belongs to. */
export function ownerWords({ process, pid, unit, container }: ListenerOwner): string {
  const home = container === null ? unit : `container ${container}`;
  return `${process}, pid ${pid}${home === null ? "" : `, ${home}`}`;
}

/** The command that speaks to the unit's own service manager. */
export function systemctl({ kind, name }: Supervisor, verb: string): string {
  return kind === "systemd-user" ? `systemctl --user ${verb} ${name}` : `sudo systemctl ${verb} ${name}`;
}

/** The command that shows what the unit printed last. */
export function journalOf({ kind, name }: Supervisor): string {
  return `journalctl ${kind === "systemd-user" ? "--user " : ""}-u ${name} -n 100 --no-pager`;
}

/** "1 device", "3 devices". */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? "" : "s"}`;
}

/** "12 s", "4 min". */
export function durationWords(ms: number): string {
  const seconds = Math.round(ms / 1000);
  return seconds < 120 ? `${seconds} s` : `${Math.round(seconds / 60)} min`;
}
