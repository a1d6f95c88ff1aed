/** Paths in requests to the engine: clients on Windows name them Windows' way, the engine has the drive elsewhere. */
import { join } from "node:path";

/** Where the engine has the drives of Windows. */
const driveInEngine = "/run/desktop/mnt/host";

/** The drive as the engine and our command line have it; the latter runs on Linux. */
export function driveBinds(home: string) {
  const from = join(home, "c");
  return [{ from, to: `${driveInEngine}/c`, writable: true }];
}

/**
 * Rewrites the body of `POST /containers/create` as Docker Desktop does: what is mounted comes from the engine's view
 * of the drive, what is written on labels stays as the client's Windows has it.
 */
export function rewriteCreate(home: string, body: Buffer): Buffer {
  let request: unknown;
  try {
    request = JSON.parse(body.toString("utf8"));
  } catch {
    return body; // the engine says what is wrong with it
  }
  return Buffer.from(JSON.stringify(rewritten(request, join(home, "c"), null)));
}

function rewritten(value: unknown, drive: string, key: string | null): unknown {
  if (typeof value === "string") {
    if (key === "Labels") return value.replaceAll(new RegExp(`${drive}(/[^,]*)?`, "g"), windowsPath);
    if (key !== "Binds" && key !== "Source") return value;
    // `/mnt/c` is what an instance calls it.
    const [, rest] = new RegExp(`^(?:${drive}|/mnt/c)((?:[/:].*)?)$`, "s").exec(value) ?? [];
    if (rest !== undefined) return `${driveInEngine}/c${rest}`;
    return value;
  }
  if (Array.isArray(value)) return value.map((each) => rewritten(each, drive, key));
  if (typeof value !== "object" || value === null) return value;
  const inside = (name: string) => (key === "Labels" ? key : name);
  return Object.fromEntries(
    Object.entries(value).map(([name, each]) => [name, rewritten(each, drive, inside(name))]),
  );
}

function windowsPath(_: string, rest: string | undefined): string {
  return `C:${(rest ?? "/").replaceAll("/", "\\")}`;
}
