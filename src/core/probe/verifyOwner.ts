import { known, unknown, type Fact } from "../model/fact.ts";
import type { Gateway } from "../model/gateway.ts";
import type { Target } from "../model/target.ts";
import { parseNetTcp, type ListeningSocket } from "../parse/netTcp.ts";
import type { Ports } from "../ports/observed.ts";
import { accepts } from "./targetGateway.ts";

/** The sockets that a connection to the target can end at, as they are now. */
export async function socketsAt(
  target: Pick<Target, "host" | "port">,
  ports: Ports,
): Promise<Fact<readonly ListeningSocket[]>> {
  const [v4, v6] = await Promise.all([ports.files.read("/proc/net/tcp"), ports.files.read("/proc/net/tcp6")]);
  const evidence = [v4.evidence, v6.evidence];
  if (!v4.ok) return unknown("the sockets cannot be read", evidence);
  const all = [...parseNetTcp(v4.value), ...(v6.ok ? parseNetTcp(v6.value) : [])];
  const reached = all.filter((socket) => socket.port === target.port && accepts(target.host, socket));
  return known(reached, evidence);
}

/**
 * Looks once more, right before a credential is sent, who holds every socket that a connection to the target can
 * end at. True only when each is held by the gateway's process; a program that took the port over in the meantime,
 * or shares it by SO_REUSEPORT, makes it false. Unknown where the holders cannot be seen.
 */
export async function verifyOwner(
  target: Pick<Target, "host" | "port">,
  gateway: Gateway,
  ports: Ports,
): Promise<Fact<boolean>> {
  const [sockets, processes] = await Promise.all([socketsAt(target, ports), ports.processes.list()]);
  const evidence = [...sockets.evidence, processes.evidence];
  if (!sockets.known || !processes.ok)
    return unknown("the sockets and their owners cannot be read", evidence);
  const holder = processes.value.find(({ pid }) => pid === gateway.pid);
  if (holder === undefined) return known(false, evidence);
  if (holder.socketInodes === null)
    return unknown("the sockets of the gateway's process cannot be read", evidence);
  const held = new Set(holder.socketInodes);
  const isAll = sockets.value.every(({ inode }) => held.has(inode));
  return known(sockets.value.length > 0 && isAll, evidence);
}
