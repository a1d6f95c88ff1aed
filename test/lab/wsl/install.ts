import { win32 } from "node:path";
import type { ServiceCalls } from "../protocol.ts";
import { parseArguments } from "./argumentParser.ts";
import { hasModernInstall, parseVersion, succeed, wsl1NotSupported } from "./distributions.ts";
import { invalidArgument, notImplemented, WslFailure } from "./failure.ts";
import { importFile } from "./importExport.ts";
import { launch } from "./launch.ts";
import type { Surroundings } from "./surroundings.ts";

const modernValues = {
  name: ["--name"],
  location: ["--location", "-l"],
  file: ["--from-file", "-f"],
  version: ["--version"],
  size: ["--vhd-size"],
};

/** `wsl --install`. */
export async function install(line: string, around: Surroundings): Promise<number> {
  const { machine, output } = around;
  const isModern = hasModernInstall(machine.wslVersion);
  const { flags, values, positionals } = parseArguments(line, {
    positionals: 1,
    flags: {
      noLaunch: ["--no-launch", "-n"],
      noDistribution: ["--no-distribution"],
      fixed: ["--fixed-vhd"],
      ignored: ["--web-download", "--enable-wsl1", "--pre-release", "--legacy", "--prompt-before-exit"],
    },
    values: { distribution: ["--distribution", "-d"], ...(isModern && modernValues) },
  });
  const distribution = positionals[0] ?? values.get("distribution") ?? null;
  const version = parseVersion(values.get("version") ?? "2");
  checkCombination(flags, values, distribution);
  if (machine.faults.includes("reboot-needed")) return rebootNeeded(around);
  if (flags.has("noDistribution")) return succeed(around);
  if (version === 1) throw wsl1NotSupported("Wsl/InstallDistro/Service/RegisterDistro");
  const file = values.get("file");
  const installed =
    file === undefined
      ? await fromCatalogue(distribution, flags, values, around)
      : await importFile(file, values.get("name"), values.get("location"), around);
  if (installed === null) return 0;
  output.print({ text: "MessageDistributionInstalled", params: { name: installed } });
  if (flags.has("noLaunch")) return 0;
  output.print({ text: "MessageLaunchingDistro", params: { name: installed } });
  const options = { distribution: installed, byGuid: false, user: null, linuxFolder: null };
  return launch({ ...options, useShell: true, isLogin: true }, "", around);
}

function checkCombination(
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
  distribution: string | null,
): void {
  const together = (first: string) =>
    invalidArgument({
      text: "MessageArgumentsNotValidTogether",
      params: { first, second: "--distribution" },
    });
  if (flags.has("noDistribution") && distribution !== null) throw together("--no-distribution");
  if (values.has("file") && distribution !== null) throw together("--from-file");
  if (flags.has("fixed") && !values.has("size")) {
    const params = { argument: "--fixed-vhd", needs: "--vhd-size" };
    throw invalidArgument({ text: "MessageArgumentNotValidWithout", params });
  }
}

/** Exit 0 although nothing was registered. */
function rebootNeeded({ output }: Surroundings): number {
  output.print({ text: "ERROR_SUCCESS_REBOOT_REQUIRED" });
  return 0;
}

/** The name that it was registered under; null when there is none although all went well. */
async function fromCatalogue(
  distribution: string | null,
  flags: ReadonlySet<string>,
  values: ReadonlyMap<string, string>,
  around: Surroundings,
): Promise<string | null> {
  const { output, machine } = around;
  const service = await around.service();
  const { distributions } = await inContext("InstallDistro", () => service.call("online", {}));
  const wanted = distribution ?? "Ubuntu";
  const entry = distributions.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  const friendlyName = entry?.friendlyName ?? wanted;
  const printSteps = () => {
    output.print({ text: "MessageDownloading", params: { name: friendlyName } });
    output.print({ text: "MessageInstalling", params: { name: friendlyName } });
  };
  if (flags.has("noLaunch") && !hasModernInstall(machine.wslVersion)) {
    // It only stages the package: nothing is registered (microsoft/WSL#10646).
    printSteps();
    return null;
  }
  const name = values.get("name");
  const location = values.get("location");
  let installed: ServiceCalls["install"]["answer"];
  try {
    installed = await service.call("install", {
      distribution,
      ...(name !== undefined && { name }),
      ...(location !== undefined && { location: win32.resolve(around.folder, location) }),
    });
  } catch (error) {
    if (!(error instanceof WslFailure)) throw error;
    if (error.error.text === "ERROR_SUCCESS_REBOOT_REQUIRED") {
      rebootNeeded(around);
      return null;
    }
    // What fails at the check of the file or at the registration fails after the download.
    if (/\/(?:RegisterDistro|VerifyChecksum)\//.test(error.error.path ?? "")) printSteps();
    throw error;
  }
  printSteps();
  return installed.name;
}

/** Names what wsl.exe was at behind "Error code:" when the service does not know it. */
async function inContext<Value>(context: string, work: () => Promise<Value>): Promise<Value> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof WslFailure) || error.error.path?.includes(`/${context}/`) !== false) throw error;
    throw new WslFailure({ ...error.error, path: error.error.path.replace(/^Wsl\//, `Wsl/${context}/`) });
  }
}

/** `--import-in-place`. */
export function importInPlace(around: Surroundings): number {
  throw notImplemented(around.machine.wslVersion, "Wsl/Service/RegisterDistro");
}
