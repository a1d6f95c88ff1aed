import { spawn, type ChildProcessWithoutNullStreams } from "node:child_process";
import { randomBytes } from "node:crypto";
import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import { decodeWindowsText } from "../../core/parse/windowsText.ts";
import type { Door, GuestFailure } from "../../core/ports/door.ts";
import { killTree } from "../process/killTree.ts";
import { expectChild, type LiveChild } from "../process/liveChildren.ts";
import { resolveProgram } from "../process/resolveProgram.ts";
import { prelude, quote } from "./prelude.ts";

/** How long the program may take to end by itself once its input has ended. */
const closeGraceMs = 1_000;
/** How long its output may be open after its end. */
const drainGraceMs = 250;
/** A line of an answer is short; beyond this the other side speaks something else. */
const maxLineChars = 65_536;
const maxNoiseBytes = 16_384;

/** One question under way. */
export interface Asked {
  readonly number: number;
  /** Resolves with true when all of the answer is there, and with false when the session has ended before. */
  readonly whole: Promise<boolean>;
  /** The answer is not waited for any more. */
  drop(): void;
}

interface Waiting {
  onLine(line: string): void;
  onEnd(isWhole: boolean): void;
}

/**
 * One shell in a guest, driven over the standard streams of the program that connects with it. Questions are answered
 * as they are ready. While it is open it keeps a WSL instance awake.
 */
export class ShellSession {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #live: LiveChild;
  readonly #mark = `@${randomBytes(8).toString("hex")}-`;
  readonly #waiting = new Map<number, Waiting>();
  readonly #ended: Promise<void>;
  #noise: Buffer[] = [];
  #noiseBytes = 0;
  #line = "";
  #count = 0;
  #isOver = false;
  #isUnsupported = false;
  #exit = "";

  private constructor(child: ChildProcessWithoutNullStreams, live: LiveChild) {
    this.#child = child;
    this.#live = live;
    child.stdout.on("data", (chunk: Buffer) => this.#read(chunk));
    child.stderr.on("data", (chunk: Buffer) => this.#keepNoise(chunk));
    // It may end while it is written to; the end itself is told by `close`.
    child.stdin.on("error", () => undefined);
    // Something that it has started may hold its output open.
    child.once("exit", () => setTimeout(() => this.kill(), drainGraceMs).unref());
    this.#ended = new Promise((resolve) => {
      child.once("close", (code, signal) => {
        this.#exit = signal === null ? `exit ${code}` : `ended by ${signal}`;
        this.#finish();
        resolve();
      });
    });
    child.stdin.write(prelude(this.#mark));
  }

  /** Starts the program. Whether a shell answers shows only when one asks. */
  static async start(door: Door): Promise<Outcome<ShellSession, GuestFailure>> {
    const program = await resolveProgram(door.program, process.env["PATH"] ?? "");
    if ("reason" in program) return failed({ reason: program.reason, detail: door.program });
    const live = expectChild();
    const child = spawn(program.path, door.args, {
      ...(door.cwd === null ? {} : { cwd: door.cwd }),
      env: { ...process.env, ...door.env },
      stdio: "pipe",
      detached: process.platform !== "win32",
      windowsHide: true,
    });
    const started = new Promise<NodeJS.ErrnoException | null>((resolve) => {
      child.once("spawn", () => resolve(null));
      child.once("error", resolve);
    });
    const error = await started;
    if (error === null && child.pid !== undefined) {
      live.started(child.pid);
      child.on("error", () => undefined);
      return success(new ShellSession(child, live));
    }
    live.ended();
    const reason = error?.code === "ENOENT" ? "not-found" : error?.code === "EACCES" ? "no-permission" : null;
    return failed({ reason: reason ?? "not-started", detail: error?.message ?? door.program });
  }

  get isOver(): boolean {
    return this.#isOver;
  }

  /** True when the place lacks what questions are put with. */
  get isUnsupported(): boolean {
    return this.#isUnsupported;
  }

  /** What came that was no answer, such as the reason why wsl.exe gave up, and how the program ended. */
  get lastWords(): string {
    const text = decodeWindowsText(Buffer.concat(this.#noise)).trim();
    return [text, this.#exit].filter((part) => part !== "").join("; ");
  }

  /** Runs a script that answers in lines. */
  askLines(script: string, onLine: (line: string) => void): Asked {
    return this.#ask(`b ${this.#count + 1} ${quote(script)}`, onLine);
  }

  /** Runs a command; its answer's lines tell output and exit code (see `prelude`). */
  askCommand(words: readonly string[], onLine: (line: string) => void): Asked {
    return this.#ask(`c ${this.#count + 1} ${words.map(quote).join(" ")}`, onLine);
  }

  /** Signals the command of a question, and what it has started. */
  signal(asked: Asked, signal: "TERM" | "KILL"): void {
    if (this.#waiting.has(asked.number)) this.#write(`k ${signal} "$p${asked.number}" &`);
  }

  /** Lets the shell end by itself, and ends it by force where it does not. */
  async close(): Promise<void> {
    if (this.#isOver) return this.#ended;
    this.#child.stdin.end();
    const timer = setTimeout(() => this.kill(), closeGraceMs);
    await this.#ended;
    clearTimeout(timer);
  }

  kill(): void {
    if (this.#isOver) return;
    if (this.#child.pid !== undefined) killTree(this.#child.pid, "SIGKILL");
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
  }

  #ask(line: string, onLine: (line: string) => void): Asked {
    this.#count += 1;
    const number = this.#count;
    const whole = new Promise<boolean>((resolve) => {
      if (this.#isOver) return resolve(false);
      this.#waiting.set(number, { onLine, onEnd: resolve });
      this.#write(`${line} & p${number}=$!`);
    });
    return { number, whole, drop: () => void this.#waiting.delete(number) };
  }

  #write(line: string): void {
    if (!this.#isOver) this.#child.stdin.write(`${line}\n`);
  }

  #read(chunk: Buffer): void {
    // Answers are ASCII but for names of files; a name that two chunks share is put together by bytes.
    const text = this.#line + chunk.toString("latin1");
    const lines = text.split("\n");
    this.#line = lines.pop() ?? "";
    for (const line of lines) this.#take(line);
    if (this.#line.length <= maxLineChars) return;
    this.#keepNoise(Buffer.from(this.#line, "latin1"));
    this.#line = "";
  }

  #take(line: string): void {
    const [, digits = "", rest = ""] = line.startsWith(this.#mark)
      ? (/^(\d*)(.*)$/s.exec(line.slice(this.#mark.length)) ?? [])
      : [];
    const waiting = this.#waiting.get(Number(digits));
    if (digits === "" && rest === "!") this.#isUnsupported = true;
    else if (digits === "" || !/^[ .]/.test(rest)) this.#keepNoise(Buffer.from(`${line}\n`, "latin1"));
    else if (rest === ".") {
      this.#waiting.delete(Number(digits));
      waiting?.onEnd(true);
    } else waiting?.onLine(Buffer.from(rest.slice(1), "latin1").toString("utf8"));
  }

  #keepNoise(chunk: Buffer): void {
    if (this.#noiseBytes >= maxNoiseBytes) return;
    this.#noise.push(chunk);
    this.#noiseBytes += chunk.length;
  }

  #finish(): void {
    if (this.#line !== "") this.#keepNoise(Buffer.from(this.#line, "latin1"));
    this.#isOver = true;
    this.#live.ended();
    for (const waiting of this.#waiting.values()) waiting.onEnd(false);
    this.#waiting.clear();
  }
}
