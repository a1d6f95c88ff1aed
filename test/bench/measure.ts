/** What the benchmarks share: medians, timed children, and one line of the result. */
import { spawn } from "node:child_process";

export interface Measure {
  readonly name: string;
  readonly value: number;
  readonly unit: "ms" | "KB" | "×";
  /** Null when it is only told. */
  readonly limit: { readonly atMost: number } | { readonly atLeast: number } | null;
  /** The single values that `value` is the median of. */
  readonly samples: readonly number[];
}

export function isWithin({ value, limit }: Measure): boolean {
  if (limit === null) return true;
  return "atMost" in limit ? value <= limit.atMost : value >= limit.atLeast;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

export interface TimedRun {
  readonly elapsedMs: number;
  readonly exitCode: number | null;
  readonly stdout: string;
}

/** Runs a child to its end with its output read, and takes the time from outside. */
export async function timeChild(
  program: string,
  args: readonly string[],
  options: { readonly env: Record<string, string>; readonly cwd: string },
): Promise<TimedRun> {
  const started = performance.now();
  const child = spawn(program, args, { ...options, stdio: ["ignore", "pipe", "pipe"] });
  let stdout = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => (stdout += text));
  child.stderr.resume();
  const exitCode = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject);
    child.once("close", resolve);
  });
  return { elapsedMs: performance.now() - started, exitCode, stdout };
}
