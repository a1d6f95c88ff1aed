import { failed, success, type Outcome } from "../../core/base/outcome.ts";
import type { FileFacts, FileFailure, Files } from "../../core/ports/files.ts";
import type { PathAnswer, PathQuestions } from "./pathQuestions.ts";

const defaultMaxBytes = 4 * 1024 * 1024;

/** The files of a guest. */
export function guestFiles(questions: PathQuestions): Files {
  return {
    async read(path, maxBytes = defaultMaxBytes) {
      const bytes = await readBytes(questions, path, maxBytes);
      if (!bytes.ok) return bytes;
      if (bytes.value.includes(0)) return failed({ reason: "not-text", detail: `${path} holds NUL bytes` });
      return success(bytes.value.toString("utf8"));
    },
    async stat(path) {
      const answer = await questions.ask("S", path);
      return answer.ok ? toFacts(path, answer.value) : answer;
    },
    async list(path) {
      const answer = await questions.ask("L", path);
      if (!answer.ok) return answer;
      return success(answer.value.lines.map((line) => line.slice(1)).toSorted());
    },
    async realPath(path) {
      const answer = await questions.ask("P", path);
      if (!answer.ok) return answer;
      const real = answer.value.value;
      return real === "" ? failed({ reason: "io", detail: `${path} leads nowhere` }) : success(real);
    },
  };
}

/** The bytes of a file, whatever they are. */
export async function readBytes(
  questions: PathQuestions,
  path: string,
  maxBytes: number,
): Promise<Outcome<Buffer, FileFailure>> {
  const answer = await questions.ask("R", path, String(maxBytes + 1));
  if (!answer.ok) return answer;
  const text = answer.value.lines.join("");
  // It exists, and yet opening it failed, as for the environment of a process that is not ours.
  if (text.includes("!")) return failed({ reason: "no-permission", detail: `${path} cannot be read` });
  const bytes = Buffer.from(text, "base64");
  return bytes.length > maxBytes
    ? failed({ reason: "too-large", detail: `${path} is larger than ${maxBytes} bytes` })
    : success(bytes);
}

const fileTypeMask = 0o170000;

/** `%f %s %u %Y` of stat(1): the mode in hexadecimal, then size, owner and time of change. */
function toFacts(path: string, { value }: PathAnswer): Outcome<FileFacts, FileFailure> {
  const [mode = "", size, uid, modified] = value.split(" ");
  const bits = Number.parseInt(mode, 16);
  if (!Number.isInteger(bits)) return failed({ reason: "io", detail: `${path}: stat says ${value}` });
  const type = bits & fileTypeMask;
  return success({
    kind: type === 0o100000 ? "file" : type === 0o040000 ? "directory" : "other",
    sizeBytes: Number(size),
    mode: bits & 0o7777,
    uid: Number(uid),
    modifiedAt: Number(modified) * 1000,
  });
}
