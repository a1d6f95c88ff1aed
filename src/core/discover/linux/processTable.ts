import type { Ports } from "../../ports/observed.ts";
import type { ProcessEntry } from "../../ports/processes.ts";

/** The processes that can be seen, by pid. */
export type ProcessTable = ReadonlyMap<number, ProcessEntry>;

/** Reads the process table once; without one, everything that rests on it stays unseen. */
export async function readProcessTable(
  ports: Ports,
): Promise<{ readonly table: ProcessTable; readonly blindSpots: readonly string[] }> {
  const list = await ports.processes.list();
  if (list.ok) return { table: new Map(list.value.map((entry) => [entry.pid, entry])), blindSpots: [] };
  const why = `The process table cannot be read (${list.failure.reason}), so no owner of a listener is known.`;
  return { table: new Map(), blindSpots: [why] };
}
