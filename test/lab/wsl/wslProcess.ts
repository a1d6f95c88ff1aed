/**
 * wsl.exe of a lab. `<home>/c/Windows/System32/wsl.exe` is a launcher that runs this with the lab's home in front of
 * what it was started with. Exit codes are cut to eight bits: -1 is 255 here and 4294967295 on Windows.
 */
import { isatty } from "node:tty";
import { writeMachine, readMachine } from "../machineFile.ts";
import { connectService } from "../service/client.ts";
import { ServiceFailure } from "../service/errors.ts";
import { fromWindowsPath } from "../service/windowsPath.ts";
import { currentFolder } from "../windows/currentFolder.ts";
import { enterRawMode, processConsole } from "./consoleMode.ts";
import { callFailed, serviceDisabled, WslFailure } from "./failure.ts";
import { runInbox } from "./inbox.ts";
import { openOutput, type Sink } from "./output.ts";
import { runStub } from "./stub.ts";
import type { Surroundings, WslService } from "./surroundings.ts";
import { loadTexts } from "./texts.ts";
import { commandLineOf, toOurExitCode } from "./windowsCaller.ts";
import { runWsl } from "./wslMain.ts";

const [home = "", ...argv] = process.argv.slice(2);

async function main(): Promise<number> {
  const machine = readMachine(home);
  const { env, stdin } = process;
  const texts = loadTexts(machine.language, machine.wslVersion);
  const stdout = sink(process.stdout);
  const stderr = sink(process.stderr);
  if (machine.wsl === "stub" || machine.wsl === "outdated") {
    const installWsl = () => writeMachine(home, { wsl: "installed" });
    return runStub(argv, { machine, texts, stdin, stderr, installWsl });
  }
  const openService = () => open(machine.wslVersion);
  let own: Promise<WslService> | undefined;
  const service = () => (own ??= openService());
  const line = commandLineOf(argv, env);
  if (machine.wsl === "inbox") {
    const listAll = async () => (await (await service()).call("list", {})).instances;
    const code = await runInbox(line, { stdout, list: listAll });
    if (code !== null) return code;
  }
  const around: Surroundings = {
    machine,
    texts,
    env,
    folder: currentFolder(home),
    output: openOutput({ stdout, stderr, env, texts }),
    stdin,
    console: processConsole,
    service,
    openService,
    localPath: (path) => fromWindowsPath(home, path),
  };
  return runWsl(line, around);
}

function sink(stream: NodeJS.WriteStream & { readonly fd: number }): Sink {
  stream.on("error", () => undefined); // told to whoever writes
  return {
    isConsole: isatty(stream.fd),
    write: (bytes) =>
      new Promise((done, fail) => {
        stream.write(bytes, (error) => (error ? fail(error) : done()));
      }),
  };
}

async function open(wslVersion: string): Promise<WslService> {
  const connection = await connectService(home).catch(() => {
    throw serviceDisabled(wslVersion);
  });
  return {
    close: () => connection.close(),
    call: async (name, ask) => {
      try {
        return await connection.call(name, ask);
      } catch (error) {
        throw error instanceof ServiceFailure ? new WslFailure(error.error) : callFailed();
      }
    },
  };
}

const leaveRawMode = enterRawMode();
try {
  process.exitCode = toOurExitCode(await main(), process.env);
} finally {
  leaveRawMode();
}
// Connections may be open still, and stdin may never end.
process.exit();
