import { readdirSync, readFileSync } from "node:fs";

/**
 * Every process below `root` on Linux, by parent pid; synchronous, because it also runs while this process exits.
 * A process group is not enough: `openclaw` starts itself again in a session of its own.
 */
export function descendants(root: number): readonly number[] {
  const children = new Map<number, number[]>();
  for (const name of readdirSync("/proc")) {
    const pid = Number(name);
    const parent = Number.isInteger(pid) ? parentOf(pid) : null;
    if (parent !== null) children.set(parent, [...(children.get(parent) ?? []), pid]);
  }
  const found: number[] = [];
  const waiting = [root];
  for (let pid = waiting.pop(); pid !== undefined; pid = waiting.pop()) {
    const below = children.get(pid) ?? [];
    found.push(...below);
    waiting.push(...below);
  }
  return found;
}

/** The fourth field of `stat`; the second is a name in parentheses that may hold anything. Null when it has ended. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    // It ended between the listing and now.
    return null;
  }
}
