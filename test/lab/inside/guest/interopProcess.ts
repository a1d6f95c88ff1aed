/** `/init /mnt/c/…/program.exe arguments…`: what the kernel starts for a Windows program. */
import { runWindowsProgram } from "./interopClient.ts";

const [, program = "", ...args] = process.argv.slice(2);
process.exit(await runWindowsProgram(program, args));
