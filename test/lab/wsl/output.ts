import type { Message } from "../protocol.ts";
import type { Texts } from "./texts.ts";

/** A standard handle of wsl.exe. */
export interface Sink {
  readonly isConsole: boolean;
  write(bytes: Uint8Array): Promise<void>;
}

export interface WslOutput {
  /** Prints a text with a newline on stdout. */
  print(message: Message): void;
  /** Prints on stdout, without a newline of its own. */
  write(text: string): void;
  /** `wsl: <text>` on stderr, unless WSL_DISABLE_WARNINGS is 1. */
  warn(message: Message): Promise<void>;
  /** What Linux programs write, untouched. */
  readonly stdout: Sink;
  readonly stderr: Sink;
  /** What was printed reaches a pipe only now: the C run-time buffers whole blocks. */
  flush(): Promise<void>;
}

export interface OutputSettings {
  readonly stdout: Sink;
  readonly stderr: Sink;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly texts: Texts;
}

/** UTF-16LE without a byte order mark unless WSL_UTF8 is exactly 1 (microsoft/WSL#4607), with CR LF line ends. */
export function openOutput({ stdout, stderr, env, texts }: OutputSettings): WslOutput {
  const encoding = env["WSL_UTF8"] === "1" ? "utf8" : "utf16le";
  const hasWarnings = env["WSL_DISABLE_WARNINGS"] !== "1";
  const encode = (text: string) => Buffer.from(text.replaceAll("\n", "\r\n"), encoding);
  let held: Buffer[] = [];
  const flush = async () => {
    const bytes = Buffer.concat(held);
    held = [];
    // Who reads no more is no failure.
    if (bytes.length > 0) await stdout.write(bytes).catch(() => undefined);
  };
  const write = (text: string) => {
    held.push(encode(text));
  };
  return {
    stdout,
    stderr,
    flush,
    write,
    print: (message) => write(`${texts.format(message)}\n`),
    async warn(message) {
      if (hasWarnings) await stderr.write(encode(`wsl: ${texts.format(message)}\n`));
    },
  };
}
