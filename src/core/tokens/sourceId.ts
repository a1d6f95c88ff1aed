import type { Gateway } from "../model/gateway.ts";
import type { TokenSource } from "../model/tokenSource.ts";
import type { Candidate } from "./candidate.ts";

/** Names a source the same in every run: by its file or unit, or by the port of the process that has it. */
export function sourceId(
  namespace: string,
  role: TokenSource["role"],
  { kind, location }: Candidate,
  gateway: Gateway | null,
): string {
  const { file, unit, pid, key = "" } = location;
  const process = pid === undefined ? "shell" : `port-${gateway?.port ?? pid}`;
  return [namespace, role, kind, file ?? unit ?? process, key].join("/");
}
