import type { WslConfig, WslNetworkingMode } from "../model/wslNetworking.ts";

const modes: readonly string[] = [
  "nat",
  "mirrored",
  "virtioproxy",
  "consomme",
  "bridged",
  "none",
] satisfies readonly WslNetworkingMode[];

interface Setting {
  readonly value: string;
  readonly line: number;
}

/**
 * What `.wslconfig` says of the network. Names of sections and keys count in any case, `#` starts a comment, and what
 * WSL does not understand it leaves at its default. `networkingMode` also counts in `[experimental]`, where it was first.
 */
export function parseWslConfig(text: string): Pick<WslConfig, "networkingMode" | "localhostForwarding"> {
  const settings = new Map<string, Setting>();
  let section = "";
  for (const [index, raw] of text
    .replace(/^\uFEFF/, "")
    .split(/\r?\n/)
    .entries()) {
    const line = raw.replace(/#.*$/, "").trim();
    const header = /^\[([^\]]*)\]$/.exec(line)?.[1];
    if (header !== undefined) section = header.trim().toLowerCase();
    const [, key, value] = /^([^=]+?)\s*=\s*(.*)$/.exec(line) ?? [];
    if (key === undefined || value === undefined) continue;
    settings.set(`${section}.${key.toLowerCase()}`, { value: unquoted(value), line: index + 1 });
  }
  const mode = settings.get("wsl2.networkingmode") ?? settings.get("experimental.networkingmode");
  const forwarding = settings.get("wsl2.localhostforwarding");
  return {
    networkingMode: isMode(mode?.value.toLowerCase())
      ? { value: mode?.value.toLowerCase() as WslNetworkingMode, line: mode?.line ?? null }
      : { value: "nat", line: null },
    localhostForwarding: /^(?:false|0)$/i.test(forwarding?.value ?? "")
      ? { value: false, line: forwarding?.line ?? null }
      : { value: true, line: forwarding?.line ?? null },
  };
}

function isMode(text: string | undefined): boolean {
  return text !== undefined && modes.includes(text);
}

function unquoted(value: string): string {
  return value.replace(/^"(.*)"$/, "$1");
}
