/** What all stand-ins of Windows' console programs share: `node <name>Process.ts <home> <arguments…>`. */
import { readMachine } from "../machineFile.ts";
import type { WindowsMachine } from "../protocol.ts";
import { encodeOem, oemCodePage } from "./codePage.ts";

export interface WindowsTool {
  /** Where the lab lives. */
  readonly home: string;
  readonly args: readonly string[];
  readonly machine: WindowsMachine;
  /** Writes text in the console's code page, lines ended as Windows does. */
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  /** Writes as it is. */
  readonly outBytes: (bytes: Uint8Array) => void;
}

/** Runs one program; what `main` returns is its exit code, of which Linux keeps eight bits. */
export async function runTool(main: (tool: WindowsTool) => number | Promise<number>): Promise<void> {
  const [home, ...args] = process.argv.slice(2);
  if (home === undefined) throw new Error("the home of the lab is missing");
  const machine = readMachine(home);
  const codePage = oemCodePage(machine.language);
  const encode = (text: string) => encodeOem(withCrLf(text), codePage);
  for (const stream of [process.stdout, process.stderr]) stream.on("error", endWhenUnread);
  process.exitCode = await main({
    home,
    args,
    machine,
    out: (text) => process.stdout.write(encode(text)),
    err: (text) => process.stderr.write(encode(text)),
    outBytes: (bytes) => process.stdout.write(bytes),
  });
}

/** Line feeds become CR LF, as the C runtime's text mode does. */
export function withCrLf(text: string): string {
  return text.replaceAll("\n", "\r\n");
}

function endWhenUnread(error: NodeJS.ErrnoException): void {
  if (error.code === "EPIPE") process.exit(1);
  throw error;
}
