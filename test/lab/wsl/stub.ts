import type { Readable } from "node:stream";
import type { WindowsMachine } from "../protocol.ts";
import type { Sink } from "./output.ts";
import type { Texts } from "./texts.ts";

/** Every Windows 11 has a wsl.exe in System32, whether WSL is installed or not. */
export interface StubSurroundings {
  readonly machine: WindowsMachine;
  readonly texts: Texts;
  readonly stdin: Readable & { readonly isTTY?: boolean };
  readonly stderr: Sink;
  /** What a key at the prompt starts. */
  installWsl(): void;
  /** Default: the prompt's own 60 s. */
  readonly promptMs?: number;
}

const escape = 0x1b;
const controlC = 0x03;

/**
 * Speaks on stderr, in UTF-16LE whatever WSL_UTF8 says, with CR CR LF. `--status` fails at once with
 * ERROR_NOT_SUPPORTED; everything else offers to install WSL, and waits for a key where there is a console.
 */
export async function runStub(argv: readonly string[], around: StubSurroundings): Promise<number> {
  const { machine, texts, stdin } = around;
  const { notInstalled, outdated, prompt, aborted } = texts.stub;
  if (machine.wsl === "outdated") {
    await say(outdated, around);
    return 1;
  }
  await say(notInstalled, around);
  if (argv[0] === "--status") return 50;
  if (stdin.isTTY !== true) return 1;
  await say(["", ...prompt], around);
  const key = await keyPress(stdin, around.promptMs ?? 60_000);
  if (key === null || key === escape || key === controlC) await say([aborted], around);
  else around.installWsl();
  return 1;
}

async function say(lines: readonly string[], { stderr }: StubSurroundings): Promise<void> {
  await stderr.write(Buffer.from(lines.map((line) => `${line}\r\r\n`).join(""), "utf16le"));
}

/** Null when the time is up. */
function keyPress(stdin: StubSurroundings["stdin"], ms: number): Promise<number | null> {
  return new Promise((resolve) => {
    const done = (key: number | null) => {
      clearTimeout(timer);
      stdin.pause();
      resolve(key);
    };
    const timer = setTimeout(done, ms, null);
    stdin.once("data", (bytes: Buffer) => done(bytes[0] ?? null));
  });
}
