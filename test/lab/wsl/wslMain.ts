import { win32 } from "node:path";
import { existsSync } from "node:fs";
import { unknownArgument } from "./argumentParser.ts";
import { firstArgument, withoutFirst } from "./commandLine.ts";
import {
  change,
  findInstance,
  manage,
  mount,
  setDefaultVersion,
  setVersion,
  shutdown,
  update,
} from "./distributions.ts";
import { invalidArgument, ownFailure, WslFailure } from "./failure.ts";
import { exportInstance, importInstance } from "./importExport.ts";
import { importInPlace, install } from "./install.ts";
import { launch, type LaunchOptions } from "./launch.ts";
import { list } from "./list.ts";
import { status, version } from "./status.ts";
import type { Surroundings } from "./surroundings.ts";

/** `wsl.exe <line>`: the exit code as Node sees it on Windows. What goes wrong is printed on stdout. */
export async function runWsl(line: string, around: Surroundings): Promise<number> {
  let code: number;
  try {
    code = await run(line, around);
  } catch (error) {
    if (!(error instanceof WslFailure)) throw error;
    printFailure(error, around);
    code = ownFailure;
  }
  await around.output.flush();
  return code;
}

function printFailure({ error }: WslFailure, { output, texts }: Surroundings): void {
  if (error.path === null) output.print(error);
  else output.print({ text: "MessageErrorCode", params: { message: texts.format(error), path: error.path } });
}

const guid = /^\{[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\}$/i;

interface Launch extends Omit<LaunchOptions, "useShell" | "isLogin"> {
  readonly shell: { readonly useShell: boolean; readonly isLogin: boolean } | null;
  readonly isSystem: boolean;
  readonly folder: string;
}

async function run(rawLine: string, around: Surroundings): Promise<number> {
  let line = rawLine.replace(/^[ \t]+/, "");
  let launching: Launch = {
    distribution: null,
    byGuid: false,
    user: null,
    linuxFolder: null,
    shell: null,
    isSystem: false,
    folder: around.folder,
  };
  const take = () => {
    const taken = firstArgument(line);
    line = withoutFirst(line, taken);
    return taken;
  };
  // Only at the very start: `wsl.exe {guid} ~ …`.
  if (guid.test(firstArgument(line))) launching = { ...launching, distribution: take(), byGuid: true };
  if (firstArgument(line) === "~") {
    take();
    launching = { ...launching, linuxFolder: "~" };
  }
  for (let option = firstArgument(line); option.startsWith("-"); option = firstArgument(line)) {
    const verb = verbs[option];
    if (verb !== undefined) return verb(withoutFirst(line, option), around);
    take();
    if (option === "--") break;
    if (option === "-e" || option === "--exec") {
      launching = { ...launching, shell: { useShell: false, isLogin: false } };
      break;
    }
    if (option === "--system") launching = { ...launching, isSystem: true };
    else if (option === "--cd") {
      const folder = firstArgument(line, true);
      line = withoutFirst(line, folder);
      launching = { ...launching, ...changeFolder(folder.replaceAll(/^"|"$/g, ""), around) };
    } else {
      const setting = settings[option];
      if (setting === undefined) return printOnly(unknownArgument(option), around);
      const value = take();
      if (setting.requires !== undefined && value === "") return missing(setting.requires, around);
      const changed = await setting.apply(value, launching, around);
      if (typeof changed === "number") return changed;
      launching = { ...launching, ...changed };
    }
  }
  return start(launching, line, around);
}

async function start(launching: Launch, line: string, around: Surroundings): Promise<number> {
  const { shell, isSystem, folder, ...options } = launching;
  if (isSystem) {
    // The lab's Windows has no WSLg, as with guiApplications=false.
    const file = `C:\\Users\\${around.machine.user}\\.wslconfig`;
    throw new WslFailure({
      text: "GuiApplicationsDisabled",
      params: { file },
      path: "Wsl/Service/CreateInstance/WSL_E_GUI_APPLICATIONS_DISABLED",
    });
  }
  const byDefault = { useShell: true, isLogin: line === "" };
  return launch({ ...options, ...(shell ?? byDefault) }, line, { ...around, folder });
}

type Verb = (line: string, around: Surroundings) => number | Promise<number>;

const named =
  (verb: "terminate" | "unregister" | "setDefault", option: string): Verb =>
  (line, around) => {
    const name = firstArgument(line);
    return name === "" ? missing(option, around) : change(verb, name, around);
  };

const verbs: Readonly<Record<string, Verb>> = {
  "--help": (_line, around) => printOnly(new WslFailure({ text: "MessageWslUsage", path: null }), around),
  "-l": list,
  "--list": list,
  "--status": (_line, around) => status(around),
  "-v": (_line, around) => version(around),
  "--version": (_line, around) => version(around),
  "--install": install,
  "--manage": manage,
  "--export": exportInstance,
  "--import": importInstance,
  "--import-in-place": (_line, around) => importInPlace(around),
  "-t": named("terminate", "--terminate"),
  "--terminate": named("terminate", "--terminate"),
  "-s": named("setDefault", "--set-default"),
  "--setdefault": named("setDefault", "--set-default"),
  "--set-default": named("setDefault", "--set-default"),
  "--unregister": named("unregister", "--unregister"),
  "--set-version": setVersion,
  "--set-default-version": setDefaultVersion,
  "--shutdown": shutdown,
  "--update": update,
  "--mount": (line) => mount(line, "--mount"),
  "--unmount": (line) => mount(line, "--unmount"),
};

interface Setting {
  /** Name in the message when its value is missing; left out: an empty value is an invalid argument. */
  readonly requires?: string;
  apply(value: string, before: Launch, around: Surroundings): Promise<Partial<Launch> | number>;
}

const distribution: Setting = {
  requires: "--distribution",
  async apply(value, before, around) {
    if (before.distribution !== null) {
      around.output.print({ text: "MessageDistroAlreadySet" });
      return ownFailure;
    }
    return { distribution: (await findInstance(value, around)).name };
  },
};

const user: Setting = { requires: "--user", apply: async (value) => ({ user: value }) };

const settings: Readonly<Record<string, Setting>> = {
  "-d": distribution,
  "--distribution": distribution,
  "-u": user,
  "--user": user,
  "--distribution-id": {
    requires: "--distribution-id",
    async apply(value) {
      const id = value.startsWith("{") ? value : `{${value}}`;
      if (!guid.test(id)) throw invalidArgument();
      return { distribution: id, byGuid: true };
    },
  },
  "--shell-type": {
    requires: "--shell-type",
    async apply(value) {
      if (value === "login") return { shell: { useShell: true, isLogin: true } };
      if (value === "standard") return { shell: { useShell: true, isLogin: false } };
      if (value === "none") return { shell: { useShell: false, isLogin: false } };
      throw invalidArgument();
    },
  },
};

/** A Linux folder is not looked at; a Windows folder must be there. */
function changeFolder(folder: string, around: Surroundings): Partial<Launch> {
  if (folder.startsWith("/") || folder.startsWith("~")) return { linuxFolder: folder };
  if (folder === "" || !/^(?:[a-z]:[\\/]|\\\\)/i.test(folder)) throw invalidArgument();
  const local = around.localPath(folder);
  const isThere = folder.startsWith("\\\\") || (local !== null && existsSync(local));
  if (!isThere) throw new WslFailure({ text: "ERROR_FILE_NOT_FOUND", path: "Wsl/ERROR_FILE_NOT_FOUND" });
  return { linuxFolder: null, folder: win32.normalize(folder) };
}

function missing(option: string, { output }: Surroundings): number {
  output.print({ text: "MessageRequiredParameterMissing", params: { option } });
  return ownFailure;
}

/** Errors that the main loop prints without a code. */
function printOnly({ error: { text, params } }: WslFailure, { output }: Surroundings): number {
  output.print({ text, ...(params !== undefined && { params }) });
  return ownFailure;
}
