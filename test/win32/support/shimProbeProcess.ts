/** A program of our side that tells how it was started: `probe tell …`, `copy`, `exit <code>`, `flood`, `beat <file>`. */
import { appendFileSync, writeFileSync } from "node:fs";
import { folderVariable } from "../../lab/windows/currentFolder.ts";
import { commandLineVariable, exitCodeVariable } from "../../lab/wsl/windowsCaller.ts";

const [verb = "", ...args] = process.argv.slice(2);
const { env, stdin, stdout, stderr } = process;

const verbs: Readonly<Record<string, () => void>> = {
  tell() {
    const commandLine = env[commandLineVariable];
    const told = { args, commandLine, folder: env[folderVariable], cwd: process.cwd(), env };
    stdout.write(JSON.stringify(told));
  },
  copy() {
    let size = 0;
    stdin.on("data", (chunk: Buffer) => (size += chunk.length));
    stdin.on("end", () => stderr.write(`read ${size}\n`));
    stdin.pipe(stdout);
  },
  exit() {
    writeFileSync(env[exitCodeVariable] ?? "", args[0] ?? "");
    process.exit(Number(args[0]) & 0xff);
  },
  flood() {
    stdout.on("error", () => process.exit(3));
    setInterval(() => stdout.write("x".repeat(4096)), 1);
  },
  beat() {
    setInterval(() => appendFileSync(args[0] ?? "", "."), 50);
  },
};

verbs[verb]?.();
