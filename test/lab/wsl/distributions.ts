import { isAtLeast } from "../service/errors.ts";
import type { InstanceEntry } from "../protocol.ts";
import { parseArguments } from "./argumentParser.ts";
import { firstArgument, withoutFirst } from "./commandLine.ts";
import {
  invalidUsage,
  notImplemented,
  notStopped,
  invalidArgument,
  ownFailure,
  WslFailure,
} from "./failure.ts";
import { launch } from "./launch.ts";
import type { Surroundings } from "./surroundings.ts";

/** Names are compared without regard to case. */
export async function findInstance(name: string, around: Surroundings): Promise<InstanceEntry> {
  const { instances } = await (await around.service()).call("list", {});
  const found = instances.find((entry) => entry.name.toLowerCase() === name.toLowerCase());
  if (found === undefined) {
    throw new WslFailure({ text: "MessageDistroNotFound", path: "Wsl/Service/WSL_E_DISTRO_NOT_FOUND" });
  }
  return found;
}

/** The text that Windows has for success, on stdout. */
export function succeed({ output }: Surroundings): number {
  output.print({ text: "ERROR_SUCCESS" });
  return 0;
}

/** `--terminate`, `--unregister` and `--set-default`. */
export async function change(
  verb: "terminate" | "unregister" | "setDefault",
  name: string,
  around: Surroundings,
): Promise<number> {
  const entry = await findInstance(name, around);
  await (await around.service()).call(verb, { name: entry.name });
  return succeed(around);
}

/** `--shutdown` prints nothing. */
export async function shutdown(line: string, around: Surroundings): Promise<number> {
  const { flags } = parseArguments(line, { flags: { force: ["--force"] } });
  await (await around.service()).call("shutdown", { force: flags.has("force") });
  return 0;
}

/** `--set-version`: the lab's instances stay what they are. */
export async function setVersion(line: string, around: Surroundings): Promise<number> {
  const name = firstArgument(line);
  if (name === "") {
    around.output.print({ text: "MessageRequiredParameterMissing", params: { option: "--set-version" } });
    return ownFailure;
  }
  const entry = await findInstance(name, around);
  const version = parseVersion(firstArgument(withoutFirst(line, name)));
  if (version === 2) around.output.print({ text: "MessageVmModeConversionInfo" });
  if (entry.version === version) {
    throw new WslFailure({
      text: "MessageAlreadyRequestedVersion",
      path: "Wsl/Service/WSL_E_VM_MODE_INVALID_STATE",
    });
  }
  if (version === 1 && !around.machine.hasWsl1) throw wsl1NotSupported("Wsl/Service");
  throw notImplemented(around.machine.wslVersion);
}

/** `--set-default-version`. */
export function setDefaultVersion(line: string, around: Surroundings): number {
  const version = parseVersion(firstArgument(line));
  if (version === 2) around.output.print({ text: "MessageVmModeConversionInfo" });
  else if (!around.machine.hasWsl1) throw wsl1NotSupported("Wsl");
  return succeed(around);
}

export function parseVersion(text: string): 1 | 2 {
  const version = Number.parseInt(text, 10);
  if (version === 1 || version === 2) return version;
  throw new WslFailure({ text: "ERROR_VERSION_PARSE_ERROR", path: "Wsl/ERROR_VERSION_PARSE_ERROR" });
}

export const wsl1NotSupported = (contexts: string) =>
  new WslFailure({ text: "MessageWsl1NotSupported", path: `${contexts}/WSL_E_WSL1_NOT_SUPPORTED` });

/** `--manage`: exactly one option for each call. */
export async function manage(line: string, around: Surroundings): Promise<number> {
  const { positionals, values, flags } = parseArguments(line, {
    positionals: 1,
    flags: { allowUnsafe: ["--allow-unsafe"] },
    values: {
      sparse: ["--set-sparse", "-s"],
      move: ["--move", "-m"],
      user: ["--set-default-user"],
      resize: ["--resize", "-r"],
    },
  });
  const [name] = positionals;
  if (name === undefined) throw invalidUsage();
  checkValues(values);
  const entry = await findInstance(name, around);
  if (values.size !== 1) throw invalidUsage();
  const user = values.get("user");
  if (user !== undefined) return setDefaultUser(entry, user, around);
  const contexts = values.has("move") ? "Wsl/Service/MoveDistro" : "Wsl/Service";
  if (values.get("sparse")?.toLowerCase() === "true" && !flags.has("allowUnsafe")) {
    // It corrupts data (microsoft/WSL#12103 and others).
    throw invalidArgument({ text: "MessageSparseVhdDisabled" }, contexts);
  }
  if (entry.state === "Running") throw notStopped(contexts);
  if (values.has("move")) throw notImplemented(around.machine.wslVersion, contexts);
  return succeed(around);
}

function checkValues(values: ReadonlyMap<string, string>): void {
  const sparse = values.get("sparse");
  if (sparse !== undefined && !/^(?:true|false|0|1)$/i.test(sparse)) {
    throw invalidArgument({ text: "MessageInvalidBoolean", params: { value: sparse } });
  }
  const size = values.get("resize");
  if (size !== undefined && !/^\d+(?:[KMGT]?B?)?$/i.test(size)) {
    throw invalidArgument({ text: "MessageInvalidSize", params: { value: size } });
  }
}

/**
 * Asks the instance for the number of the user through a second wsl.exe, and starts it for that. The name goes to the
 * shell between single quotes, unchecked; what `id` says when there is no such user is the answer.
 */
async function setDefaultUser(entry: InstanceEntry, user: string, around: Surroundings): Promise<number> {
  const said: Buffer[] = [];
  const nested: Surroundings = {
    ...around,
    service: memoize(() => around.openService()),
    output: {
      ...around.output,
      stdout: { isConsole: false, write: async (bytes) => void said.push(Buffer.from(bytes)) },
    },
  };
  const code = await launch(
    {
      distribution: entry.name,
      byGuid: false,
      user: "root",
      linuxFolder: null,
      useShell: true,
      isLogin: false,
    },
    `/usr/bin/id -u -- '${user}'`,
    nested,
  );
  (await nested.service()).close();
  if (code !== 0) return code;
  const uid = Number(Buffer.concat(said).toString("utf8").trim());
  await (await around.service()).call("setDefaultUid", { name: entry.name, uid });
  return succeed(around);
}

function memoize<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => (made ??= make());
}

/** `--update`. */
export function update(line: string, { output, machine }: Surroundings): number {
  parseArguments(line, {
    flags: {
      ignored: ["--web-download", "--confirm", "--prompt-before-exit"],
      preRelease: ["--pre-release"],
    },
  });
  output.print({ text: "MessageCheckingForUpdates" });
  if (machine.faults.includes("no-network")) {
    throw new WslFailure({
      text: "WININET_E_NAME_NOT_RESOLVED",
      path: "Wsl/UpdatePackage/WININET_E_NAME_NOT_RESOLVED",
    });
  }
  output.print({ text: "MessageUpdateNotNeeded" });
  return 0;
}

/** `--mount` and `--unmount`: whoever runs the lab's Windows is no administrator. */
export function mount(line: string, verb: "--mount" | "--unmount"): number {
  if (verb === "--mount" && firstArgument(line) === "") throw invalidUsage();
  const contexts = verb === "--mount" ? "Wsl/Service/AttachDisk" : "Wsl/Service/DetachDisk";
  throw new WslFailure({
    text: "MessageElevationNeededToMountDisk",
    path: `${contexts}/WSL_E_ELEVATION_NEEDED_TO_MOUNT_DISK`,
  });
}

/** Options of `--install` that came with tar distributions. */
export const hasModernInstall = (wslVersion: string) => isAtLeast(wslVersion, "2.4.4");
