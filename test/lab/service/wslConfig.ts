import type { Message, WindowsMachine } from "../protocol.ts";
import { parseIniBoolean, parseIniInteger, parseWslIni } from "./wslIni.ts";

/** How the utility VM runs. `.wslconfig` is read when it starts and not again. */
export interface VmSettings {
  readonly networkingMode: "nat" | "mirrored";
  readonly localhostForwarding: boolean;
  /** Negative: never. */
  readonly vmIdleMs: number;
  readonly instanceIdleMs: number;
  /** What wsl.exe writes to stderr once the VM has started. */
  readonly warnings: readonly Message[];
}

/** Keys that WSL knows (microsoft/WSL `WslCoreConfig.cpp`), without case; others only make it warn. */
const known = {
  wsl2:
    "kernel kernelModules kernelCommandLine memory processors swap swapFile localhostForwarding nestedVirtualization " +
    "guiApplications debugConsole networkingMode vmSwitch macAddress dhcp dhcpTimeout ipv6 dnsProxy dnsTunneling " +
    "firewall autoProxy vmIdleTimeout kernelBootTimeout distributionStartTimeout safeMode defaultVhdSize pageReporting " +
    "mountDeviceTimeout maxCrashDumpCount crashDumpFolder hardwarePerformanceCounters virtio9p virtiofs gpuSupport",
  general: "instanceIdleTimeout distributionInstallPath",
  experimental:
    "autoMemoryReclaim sparseVhd bestEffortDnsParsing dnsTunnelingIpAddress initialAutoProxyTimeout ignoredPorts " +
    "hostAddressLoopback networkingMode dnsTunneling firewall autoProxy",
};

const knownNames = new Set(
  Object.entries(known).flatMap(([section, keys]) =>
    keys.split(" ").map((key) => `${section}.${key}`.toLowerCase()),
  ),
);

/** `.wslconfig` over what the machine has by default; `file` is its Windows path, for the warnings. */
export function readWslConfig(text: string | null, file: string, machine: WindowsMachine): VmSettings {
  const warnings: Message[] = [];
  const settings = {
    networkingMode: machine.networkingMode,
    localhostForwarding: machine.localhostForwarding,
    vmIdleMs: machine.vmIdleMs,
    instanceIdleMs: machine.instanceIdleMs,
  };
  for (const { name, value, line } of parseWslIni(text ?? "")) {
    const at = { file, line: String(line) };
    const wrong = (valid: string) =>
      warnings.push({ text: "MessageConfigInvalidValue", params: { value, key: name, ...at, valid } });
    const key = name.toLowerCase();
    if (!knownNames.has(key)) {
      warnings.push({ text: "MessageConfigUnknownKey", params: { key: name, ...at } });
    } else if (key === "wsl2.networkingmode" || key === "experimental.networkingmode") {
      const mode = value.toLowerCase();
      if (mode === "nat" || mode === "mirrored") settings.networkingMode = mode;
      else wrong("nat, mirrored");
    } else if (key === "wsl2.localhostforwarding") {
      settings.localhostForwarding = parseIniBoolean(value) ?? settings.localhostForwarding;
    } else if (key === "wsl2.vmidletimeout") {
      settings.vmIdleMs = parseIniInteger(value) ?? settings.vmIdleMs;
    } else if (key === "general.instanceidletimeout") {
      settings.instanceIdleMs = parseIniInteger(value) ?? settings.instanceIdleMs;
    }
  }
  return { ...settings, warnings };
}
