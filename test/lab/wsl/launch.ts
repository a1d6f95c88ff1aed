import { basename, posix } from "node:path";
import type { InitCommand, LaunchGrant } from "../protocol.ts";
import { shownExitCode } from "../service/initClient.ts";
import { splitArguments } from "./commandLine.ts";
import { instanceUnreachable, invalidArgument, WslFailure } from "./failure.ts";
import { sharedEnvironment, toLinuxPath } from "./linuxPaths.ts";
import { relayCommand } from "./relay.ts";
import type { Surroundings } from "./surroundings.ts";

export interface LaunchOptions {
  /** Null stands for the default instance. */
  readonly distribution: string | null;
  readonly byGuid: boolean;
  readonly user: string | null;
  /** A Linux folder, or `~`; null: the Windows folder is translated. */
  readonly linuxFolder: string | null;
  readonly useShell: boolean;
  readonly isLogin: boolean;
}

/** Exit codes of the instance's init that wsl.exe takes for failures of its own, whoever ended with them. */
const userNotFound = 67;
const ttyLimit = 87;

/** Starts a command, or a shell when there is none, and gives its exit code. */
export async function launch(
  options: LaunchOptions,
  commandLine: string,
  around: Surroundings,
): Promise<number> {
  const { output, machine } = around;
  if (!options.useShell && splitArguments(commandLine).length === 0) throw invalidArgument();
  const grant = await askLeave(options, around);
  for (const warning of grant.warnings) await output.warn(warning);
  // The rest is said by init, on the raw stream: UTF-8 with LF, in English where the instance's locale is.
  if (!grant.hasSession) {
    await sayRaw(
      around,
      `wsl: Failed to start the systemd user session for '${grant.account.name}'. See journalctl for more details.`,
    );
  }
  const command = await commandFor(grant, options, commandLine, around);
  let status: number | null;
  try {
    status = await relayCommand(grant, command, { ...output, stdin: around.stdin, console: around.console });
  } catch {
    throw instanceUnreachable(machine.wslVersion);
  }
  const code = shownExitCode(status);
  if (code === userNotFound)
    throw new WslFailure({ text: "MessageUserNotFound", path: "Wsl/WSL_E_USER_NOT_FOUND" });
  if (code === ttyLimit) throw new WslFailure({ text: "WSL_E_TTY_LIMIT", path: "Wsl/WSL_E_TTY_LIMIT" });
  return code;
}

async function askLeave(
  { distribution, user, byGuid }: LaunchOptions,
  around: Surroundings,
): Promise<LaunchGrant> {
  const service = await around.service();
  try {
    return await service.call("launch", { name: distribution, user, byGuid });
  } catch (error) {
    if (error instanceof WslFailure && error.error.path === "Wsl/WSL_E_USER_NOT_FOUND") {
      // Init says so itself before wsl.exe does (microsoft/WSL#12028).
      await sayRaw(
        around,
        `<3>WSL (11) ERROR: CreateProcessParseCommon:740: getpwnam(${user ?? ""}) failed 17`,
      );
    }
    throw error;
  }
}

async function commandFor(
  grant: LaunchGrant,
  { linuxFolder, useShell, isLogin }: LaunchOptions,
  commandLine: string,
  around: Surroundings,
): Promise<InitCommand> {
  const { account, driveRoot, name } = grant;
  const translate = (path: string) => toLinuxPath(path, driveRoot, name);
  const shell = account.shell === "" ? "/bin/sh" : account.shell;
  const shellArgv = [
    isLogin ? `-${basename(shell)}` : shell,
    ...(commandLine === "" ? [] : ["-c", commandLine]),
  ];
  const argv = useShell ? shellArgv : splitArguments(commandLine);
  return {
    path: useShell ? shell : (argv[0] ?? ""),
    argv,
    env: { ...grant.env, ...sharedEnvironment(around.env, translate) },
    cwd: await folderFor(grant, linuxFolder, around),
    account,
    tty: [around.stdin.isTTY === true, around.output.stdout.isConsole, around.output.stderr.isConsole],
    ...around.console.size(),
  };
}

/** A folder that has no Linux name is no failure: the command starts at home. Silent when no drive is mounted. */
async function folderFor(
  grant: LaunchGrant,
  linuxFolder: string | null,
  around: Surroundings,
): Promise<string> {
  const { account, driveRoot, name } = grant;
  if (linuxFolder?.startsWith("~") === true) return posix.join(account.home, linuxFolder.slice(1));
  if (linuxFolder !== null) return linuxFolder;
  const translated = toLinuxPath(around.folder, driveRoot, name);
  if (translated !== null) return translated;
  if (driveRoot !== null) await sayRaw(around, `wsl: Failed to translate '${around.folder}'`);
  return account.home;
}

async function sayRaw({ output }: Surroundings, line: string): Promise<void> {
  await output.stderr.write(Buffer.from(`${line}\n`));
}
