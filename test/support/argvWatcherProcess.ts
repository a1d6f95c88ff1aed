/**
 * Reads secrets by name as one line of JSON on stdin, prints `watching`, then looks at the arguments of every process
 * of the machine, again and again, and prints a line of JSON for each that has a secret in it.
 */
import { readFileSync, readdirSync } from "node:fs";
import { createInterface } from "node:readline";
import { leaks } from "./canary.ts";

const lines = createInterface({ input: process.stdin })[Symbol.asyncIterator]();
const secrets = JSON.parse((await lines.next()).value as string) as Record<string, string>;
const seen = new Set<string>();
process.stdout.write("watching\n");

function look(): void {
  for (const pid of readdirSync("/proc")) {
    if (!/^\d+$/.test(pid)) continue;
    const argv = argvOf(pid);
    const key = `${pid} ${argv}`;
    if (argv === "" || seen.has(key)) continue;
    seen.add(key);
    const found = leaks(argv, secrets);
    if (found.length > 0) process.stdout.write(`${JSON.stringify({ pid: Number(pid), found })}\n`);
  }
  setImmediate(look);
}
look();

function argvOf(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, "latin1");
  } catch {
    return ""; // it has ended
  }
}
