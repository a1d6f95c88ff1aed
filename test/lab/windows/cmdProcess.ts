/** cmd.exe /c with echo, ver, cd, set, exit and programs: no pipes, no batch files. */
import { currentFolder } from "./currentFolder.ts";
import { startProgram } from "./runProgram.ts";
import { splitCommandLine } from "./windowsCommandLine.ts";
import { runTool, type WindowsTool } from "./windowsTool.ts";

await runTool(async (tool) => {
  const folder = currentFolder(tool.home);
  const isShare = folder.startsWith("\\\\");
  if (isShare) {
    tool.err(`'${folder}'\nCMD.EXE was started with the above path as the current directory.\n`);
    tool.err("UNC paths are not supported.  Defaulting to Windows directory.\n");
  }
  const at = tool.args.findIndex((word) => /^\/[ck]$/i.test(word));
  if (at < 0) {
    tool.err("The lab's cmd.exe has no prompt: use /c.\n");
    return 1;
  }
  const line = tool.args
    .slice(at + 1)
    .join(" ")
    .replace(/^"(.*)"$/, "$1");
  return run(tool, expand(line), isShare ? "C:\\Windows" : folder);
});

/** `%NAME%`; what is not set stays as it is. */
function expand(line: string): string {
  return line.replaceAll(/%([^%\s]+)%/g, (whole, name: string) => process.env[name] ?? whole);
}

async function run(tool: WindowsTool, line: string, folder: string): Promise<number> {
  const command = (/^\w+/.exec(line)?.[0] ?? "").toLowerCase();
  const rest = line.slice(command.length).trimStart();
  switch (command) {
    case "echo":
      tool.out(`${rest}\n`);
      return 0;
    case "ver":
      tool.out("\nMicrosoft Windows [Version 10.0.26100.4349]\n");
      return 0;
    case "cd":
      tool.out(`${folder}\n`);
      return 0;
    case "exit":
      return Number(rest.replace(/^\/b\s*/i, "")) || 0;
    case "set":
      for (const [name, value] of Object.entries(process.env)) tool.out(`${name}=${value ?? ""}\n`);
      return 0;
    default:
      return runProgram(tool, line);
  }
}

async function runProgram(tool: WindowsTool, line: string): Promise<number> {
  const argv = splitCommandLine(line);
  const child = startProgram(tool.home, argv, "inherit", process.env);
  if (child === null) {
    tool.err(`'${argv[0] ?? ""}' is not recognized as an internal or external command,\n`);
    tool.err("operable program or batch file.\n");
    return 1;
  }
  return new Promise((resolve) => child.once("exit", (code) => resolve(code ?? 1)));
}
