import { open, stat } from "node:fs/promises";
import type { Readable } from "node:stream";
import { failed, success, type Outcome } from "../core/base/outcome.ts";
import { decodeText } from "./decodeText.ts";
import { wrongUse, type Problem } from "./problem.ts";

/** More than any log that one pastes; what is longer is cut by the user, who knows which part matters. */
const maxBytes = 8 * 1024 * 1024;

const hint = "Give a text file such as a log, or - and pipe the text in.";

/** The text to explain, or why there is none; every refusal is wrong use. */
export async function readInput(
  name: string,
  stdin: Readable & { readonly isTTY?: boolean },
  signal: AbortSignal,
): Promise<Outcome<string, Problem>> {
  const bytes = name === "-" ? await readStdin(stdin, signal) : await readFile(name, signal);
  if (!bytes.ok) return bytes;
  const shown = name === "-" ? "Standard input" : name;
  if (bytes.value.length > maxBytes) {
    return refused("input-too-large", `${shown} is larger than ${maxBytes / 1024 / 1024} MiB.`, tooLargeHint);
  }
  const text = decodeText(bytes.value);
  if (text === null) return refused("input-not-text", `${shown} is not a text.`);
  return success(text);
}

const tooLargeHint = "Give the part around the failure: tail -n 5000 FILE | gateway-lens explain -";

async function readStdin(
  stdin: Readable & { readonly isTTY?: boolean },
  signal: AbortSignal,
): Promise<Outcome<Uint8Array, Problem>> {
  if (stdin.isTTY === true) return refused("input-missing", "Standard input is the keyboard.");
  const chunks: Uint8Array[] = [];
  let size = 0;
  const stop = (): void => void stdin.destroy();
  signal.addEventListener("abort", stop, { once: true });
  try {
    for await (const chunk of stdin) {
      chunks.push(chunk as Uint8Array);
      size += (chunk as Uint8Array).length;
      if (size > maxBytes) break;
    }
  } catch (error) {
    if (!signal.aborted) return unreadable("Standard input", error);
  } finally {
    signal.removeEventListener("abort", stop);
  }
  if (signal.aborted) return refused("input-unfinished", "Standard input did not end in the time allowed.");
  return success(Buffer.concat(chunks));
}

async function readFile(path: string, signal: AbortSignal): Promise<Outcome<Uint8Array, Problem>> {
  try {
    const facts = await stat(path);
    if (facts.isDirectory()) return refused("input-is-directory", `${path} is a directory.`);
    // A pipe such as /dev/stdin or <(…) has no size; a device may never end.
    if (!facts.isFile() && !facts.isFIFO()) return refused("input-not-text", `${path} is not a file.`);
    const file = await open(path, "r");
    try {
      const chunks: Uint8Array[] = [];
      let size = 0;
      for await (const chunk of file.createReadStream({ signal, autoClose: false, highWaterMark: 1 << 20 })) {
        chunks.push(chunk as Uint8Array);
        size += (chunk as Uint8Array).length;
        if (size > maxBytes) break;
      }
      return success(Buffer.concat(chunks));
    } finally {
      await file.close();
    }
  } catch (error) {
    return unreadable(path, error);
  }
}

function unreadable(name: string, error: unknown): Outcome<never, Problem> {
  const { code } = error as { readonly code?: unknown };
  if (code === "ENOENT" || code === "ENOTDIR") return refused("input-missing", `${name} does not exist.`);
  if (code === "EACCES" || code === "EPERM") return refused("input-unreadable", `${name} may not be read.`);
  const cause = error instanceof Error ? error.message : String(error);
  return refused("input-unreadable", `${name} could not be read: ${cause}.`);
}

function refused(code: string, message: string, advice: string = hint): Outcome<never, Problem> {
  return failed(wrongUse(code, message, advice));
}
