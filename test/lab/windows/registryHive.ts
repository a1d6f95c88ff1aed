/** The registry as far as the lab has one: what follows from its state, and what was written with reg.exe. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServiceInfo, WindowsMachine } from "../protocol.ts";
import type { RegistryEntry } from "../service/registry.ts";
import type { RegistryValue, WindowsState } from "./windowsState.ts";

export interface RegistryFacts {
  readonly home: string;
  readonly machine: WindowsMachine;
  readonly state: WindowsState;
  readonly info: ServiceInfo | null;
}

const user = "HKEY_CURRENT_USER";
const local = "HKEY_LOCAL_MACHINE";
const lxss = "Software\\Microsoft\\Windows\\CurrentVersion\\Lxss";

/** All values, key by key. */
export function registryValues(facts: RegistryFacts): readonly RegistryValue[] {
  const { machine, state } = facts;
  const wsl =
    machine.wsl === "installed"
      ? [
          ...values(`${local}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss`, {
            NatGatewayIpAddress: "172.29.0.1",
            NatNetwork: "172.29.0.0/20",
          }),
          ...values(`${local}\\SOFTWARE\\Microsoft\\Windows\\CurrentVersion\\Lxss\\Msi`, {
            InstallLocation: "C:\\Program Files\\WSL\\",
            Version: machine.wslVersion,
          }),
        ]
      : [];
  return [
    ...instanceValues(facts),
    ...values(`${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Run`, {}),
    ...values(`${user}\\Software\\Microsoft\\Windows\\CurrentVersion\\Internet Settings`, {
      ProxyEnable: state.proxy === null ? 0 : 1,
      ...(state.proxy !== null && { ProxyServer: state.proxy }),
    }),
    ...wsl,
    ...values(`${local}\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion`, {
      CurrentBuild: "26100",
      DisplayVersion: "24H2",
      ProductName: "Windows 10 Pro",
      UBR: 4349,
    }),
    ...state.portProxy.flatMap((rule) =>
      values(`${local}\\SYSTEM\\CurrentControlSet\\Services\\PortProxy\\${rule.kind}\\tcp`, {
        [`${rule.listenAddress}/${rule.listenPort}`]: `${rule.connectAddress}/${rule.connectPort}`,
      }),
    ),
    ...state.registry,
  ];
}

/** What `HKCU\…\Lxss` holds (microsoft/WSL `DistributionRegistration.cpp`); "Running" is never stored in it. */
function instanceValues({ home, machine, info }: RegistryFacts): readonly RegistryValue[] {
  const { defaultGuid, entries } = storedInstances(home);
  const address = vmAddress(info);
  return [
    ...values(`${user}\\${lxss}`, {
      ...(defaultGuid !== null && { DefaultDistribution: defaultGuid }),
      DefaultVersion: 2,
      ...(address !== null && { NatIpAddress: address }),
    }),
    ...entries.flatMap((entry) =>
      values(`${user}\\${lxss}\\${entry.guid}`, entryValues(entry, machine.user)),
    ),
  ];
}

function entryValues(entry: RegistryEntry, account: string): Readonly<Record<string, string | number>> {
  const roaming = `C:\\Users\\${account}\\AppData`;
  return {
    State: 1,
    DistributionName: entry.name,
    // Of the file system, not of WSL: 2 for both. The bit 8 of the flags tells WSL 2.
    Version: 2,
    BasePath: entry.basePath,
    Flags: entry.version === 2 ? 0xf : 0x7,
    DefaultUid: entry.defaultUid,
    Modern: 1,
    RunOOBE: 1,
    Flavor: entry.flavor,
    OsVersion: entry.osVersion,
    VhdFileName: "ext4.vhdx",
    ShortcutPath: `${roaming}\\Roaming\\Microsoft\\Windows\\Start Menu\\Programs\\${entry.name}.lnk`,
    TerminalProfilePath: `${roaming}\\Local\\Microsoft\\Windows Terminal\\Fragments\\Microsoft.WSL\\${entry.guid}.json`,
  };
}

/** Read from the file, not asked of the service: the registry answers while WSL hangs. */
function storedInstances(home: string): { defaultGuid: string | null; entries: readonly RegistryEntry[] } {
  try {
    return JSON.parse(readFileSync(join(home, "registry.json"), "utf8")) as ReturnType<
      typeof storedInstances
    >;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return { defaultGuid: null, entries: [] };
    throw error;
  }
}

/** The VM's address in NAT mode, as its own network knows it. */
export function vmAddress(info: ServiceInfo | null): string | null {
  const pid = /^\/proc\/(\d+)\//.exec(info?.vmNetwork ?? "")?.[1];
  if (pid === undefined || info?.networkingMode !== "nat") return null;
  const routes = readFileSync(`/proc/${pid}/net/fib_trie`, "utf8");
  return /\b(172\.29\.\d+\.\d+)\n\s+\/32 host LOCAL/.exec(routes)?.[1] ?? null;
}

function values(key: string, data: Readonly<Record<string, string | number>>): readonly RegistryValue[] {
  const all = Object.entries(data).map(([name, value]): RegistryValue =>
    typeof value === "number"
      ? { key, name, type: "REG_DWORD", data: `0x${value.toString(16)}` }
      : { key, name, type: "REG_SZ", data: value },
  );
  return all.length > 0 ? all : [{ key, name: "", type: "REG_SZ", data: "" }];
}
