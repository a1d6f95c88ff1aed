import * as z from "zod/mini";
import type { LogLine } from "../model/logLine.ts";
import { parseJson } from "./json.ts";
import { record, text } from "./tolerant.ts";

const fileLine = z.object({
  time: text,
  message: text,
  0: z.optional(z.unknown()),
  1: z.optional(z.unknown()),
  2: z.optional(z.unknown()),
  _meta: z.object({ logLevelName: text, name: text, date: text }),
});

/**
 * Reads one line of the gateway's log file or of `logs.tail`. Null for what is not such a line, and for captured
 * console output: every `openclaw` command of the user writes its tables and messages into the same file, under
 * the name `openclaw`.
 */
export function parseLogLine(line: string): LogLine | null {
  const read = fileLine.safeParse(parseJson(line));
  if (!read.success) return null;
  const { _meta: meta, ...entry } = read.data;
  if (meta.name === null || meta.name === "openclaw") return null;
  const message = entry.message ?? firstString([entry[2], entry[1], entry[0]]);
  if (message === null) return null;
  return {
    at: epoch(entry.time ?? meta.date),
    level: meta.logLevelName?.toLowerCase() ?? "",
    subsystem: subsystemOf(meta.name),
    message,
  };
}

const journalEntry = z.object({
  MESSAGE: z.union([z.string(), z.array(z.number())]),
  __REALTIME_TIMESTAMP: text,
  SYSLOG_IDENTIFIER: text,
});

/** `2026-11-20T11:25:35.636+00:00 [gateway] ready`: no level, and `gateway/ws` is written `ws`. */
const consoleLine = /^(\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)) (?:\[([^\]]+)\] )?(.*)$/s;

/** Reads one line of `journalctl -o json`. systemd's own lines about the unit have the subsystem `systemd`. */
export function parseJournalLine(line: string): LogLine | null {
  const read = journalEntry.safeParse(parseJson(line));
  if (!read.success) return null;
  const { MESSAGE, __REALTIME_TIMESTAMP, SYSLOG_IDENTIFIER } = read.data;
  const message = typeof MESSAGE === "string" ? MESSAGE : decodeUtf8(MESSAGE);
  const at = __REALTIME_TIMESTAMP === null ? null : Math.floor(Number(__REALTIME_TIMESTAMP) / 1000);
  const [, time, subsystem = "", rest] = consoleLine.exec(message) ?? [];
  const isSystemd = SYSLOG_IDENTIFIER === "systemd";
  if (isSystemd || rest === undefined || time === undefined) {
    return { at: finite(at), level: "", subsystem: isSystemd ? "systemd" : "", message };
  }
  return { at: finite(at) ?? epoch(time), level: "", subsystem, message: rest };
}

const tail = record({ file: text, lines: z.catch(z.array(z.string()), []) });

/** Reads the result of `logs.tail`: the file's path and the lines that are the gateway's own. */
export function parseLogsTail(value: unknown): {
  readonly file: string | null;
  readonly lines: readonly LogLine[];
} {
  const { file, lines } = tail.parse(value);
  return { file, lines: lines.flatMap((line) => parseLogLine(line) ?? []) };
}

/** `_meta.name` is JSON in a string: `{"subsystem":"gateway/ws"}` or `{"module":"cron",…}`. */
function subsystemOf(name: string): string {
  const { subsystem, module } = record({ subsystem: text, module: text }).parse(parseJson(name));
  return subsystem ?? module ?? name;
}

function firstString(values: readonly unknown[]): string | null {
  return values.find((value) => typeof value === "string") ?? null;
}

function epoch(time: string | null): number | null {
  return time === null ? null : finite(Date.parse(time));
}

function finite(value: number | null): number | null {
  return value !== null && Number.isFinite(value) ? value : null;
}

/** journald prints a message that is not clean text as an array of its bytes. */
function decodeUtf8(bytes: readonly number[]): string {
  return new TextDecoder().decode(Uint8Array.from(bytes));
}
