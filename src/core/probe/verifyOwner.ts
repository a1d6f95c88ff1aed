import { known, unknown, type Fact } from "../model/fact.ts";
import type { Gateway } from "../model/gateway.ts";
import type { Target } from "../model/target.ts";
import { parseNetTcp } from "../parse/netTcp.ts";
import type { Ports } from "../ports/observed.ts";
import { accepts } from "./targetGateway.ts";

/**
 * Looks once more, right before a credential is sent, who holds every socket that a connection to the target can
 * end at. True only when each is held by the gateway's process; a program that took the port over in the meantime,
 * or shares it by SO_REUSEPORT, makes it false. Unknown where the holders cannot be seen.
 */
export async function verifyOwner(target: Target, gateway: Gateway, ports: Ports): Promise<Fact<boolean>> {
  const [v4, v6, processes] = await Promise.all([
    ports.files.read("/proc/net/tcp"),
    ports.files.read("/proc/net/tcp6"),
    ports.processes.list(),
  ]);
  const evidence = [v4.evidence, v6.evidence, processes.evidence];
  if (!v4.ok || !processes.ok) return unknown("the sockets and their owners cannot be read", evidence);
  const holder = processes.value.find(({ pid }) => pid === gateway.pid);
  if (holder === undefined) return known(false, evidence);
  if (holder.socketInodes === null)
    return unknown("the sockets of the gateway's process cannot be read", evidence);
  const sockets = [...parseNetTcp(v4.value), ...(v6.ok ? parseNetTcp(v6.value) : [])].filter(
    (socket) => socket.port === target.port && accepts(target.host, socket),
  );
  const held = new Set(holder.socketInodes);
  return known(sockets.length > 0 && sockets.every(({ inode }) => held.has(inode)), evidence);
}
