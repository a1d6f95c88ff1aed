import assert from "node:assert/strict";
import { parseJournalLine, parseLogLine, parseLogsTail } from "../../../../src/core/parse/logLine.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

const lines = fixtureText("logFile/each-subsystem-once.jsonl").trimEnd().split("\n");

describe("parseLogLine", () => {
  it("drops the console output of commands and keeps every other line", () => {
    const parsed = lines.map(parseLogLine);
    const dropped = lines.filter((_, index) => parsed[index] === null);
    assert.equal(dropped.length, 3);
    for (const line of dropped) assert.match(line, /"name":"openclaw"/);
  });

  it("reads time, level, subsystem and message", () => {
    assert.deepEqual(parseLogLine(lines[2] ?? ""), {
      at: Date.parse("2026-11-20T11:23:58.035+00:00"),
      level: "info",
      subsystem: "gateway",
      message: "loading configuration…",
    });
  });

  it("finds the text behind structured fields, and the name of a module", () => {
    const parsed = lines.flatMap((line) => parseLogLine(line) ?? []);
    const device = parsed.find(({ subsystem, level }) => subsystem === "gateway/ws" && level === "warn");
    assert.match(
      device?.message ?? "",
      /^closed before connect conn=.* code=1008 reason=device identity required/,
    );
    assert.ok(parsed.some(({ subsystem }) => subsystem === "cron"));
  });

  for (const line of ["", "{", "[]", "null", '{"message":"no meta"}', '{"_meta":{},"message":"no name"}']) {
    it(`takes ${JSON.stringify(line)} for no line of a gateway`, () => {
      assert.equal(parseLogLine(line), null);
    });
  }
});

describe("parseJournalLine", () => {
  it("takes the console prefix apart", () => {
    const [, ready] = fixtureText("journal/user-unit.jsonl").split("\n");
    assert.deepEqual(parseJournalLine(ready ?? ""), {
      at: 1_795_177_090_246,
      level: "",
      subsystem: "gateway",
      message: "ready",
    });
  });

  it("keeps systemd's own words about the unit", () => {
    const line = { MESSAGE: "Start request repeated too quickly.", SYSLOG_IDENTIFIER: "systemd" };
    assert.deepEqual(parseJournalLine(JSON.stringify(line)), {
      at: null,
      level: "",
      subsystem: "systemd",
      message: "Start request repeated too quickly.",
    });
  });

  it("decodes a message that journald prints as bytes", () => {
    const bytes = [...new TextEncoder().encode("\u001b[31mnot clean ✗")];
    assert.equal(parseJournalLine(JSON.stringify({ MESSAGE: bytes }))?.message, "\u001b[31mnot clean ✗");
  });

  it("keeps a line without the prefix whole", () => {
    assert.equal(
      parseJournalLine('{"MESSAGE":"Port 18789 is already in use."}')?.message,
      "Port 18789 is already in use.",
    );
  });

  for (const line of ["", "-- No entries --", '{"MESSAGE":null}', "{}"]) {
    it(`takes ${JSON.stringify(line)} for no entry`, () => {
      assert.equal(parseJournalLine(line), null);
    });
  }
});

describe("parseLogsTail", () => {
  it("names the file and keeps the gateway's own lines", () => {
    const tail = parseLogsTail({ file: "/tmp/openclaw/openclaw-2026-11-20.log", cursor: 1, lines });
    assert.equal(tail.file, "/tmp/openclaw/openclaw-2026-11-20.log");
    assert.equal(tail.lines.length, lines.length - 3);
  });

  it("reads anything else as no lines", () => {
    assert.deepEqual(parseLogsTail(null), { file: null, lines: [] });
    assert.deepEqual(parseLogsTail({ file: 7, lines: "x" }), { file: null, lines: [] });
  });
});
