/** Every recorded machine, replayed: the tree, the ladder and the findings are what they were. */
import assert from "node:assert/strict";
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { ProbeRun } from "../../../src/core/probeRun.ts";
import { headlineOfRun } from "../../../src/core/present/headlineModel.ts";
import { assertGolden } from "../../support/goldenText.ts";
import { root } from "../../tools/bootstrap.mjs";
import { goldensOf, machines, machinesDir, replayProbe } from "../../support/machines.ts";

function rulesIn(run: ProbeRun, state: "ok" | "fault" | "unknown"): readonly string[] {
  return run.diagnosis.rules.filter((rule) => rule.state === state).map(({ id }) => id);
}

describe("recorded machines", () => {
  for (const machine of machines) {
    it(machine, async () => {
      const dir = join(machinesDir, machine);
      for (const [name, text] of Object.entries(await goldensOf(dir)))
        assertGolden(join(dir, "expected", name), text);
    });
  }

  it("show nothing of where they were taken", async () => {
    for (const machine of machines) {
      for (const file of await readdir(join(machinesDir, machine), {
        recursive: true,
        withFileTypes: true,
      })) {
        if (!file.isFile()) continue;
        const text = await readFile(join(file.parentPath, file.name), "utf8");
        for (const word of [root, "/tmp/gl-", "lab-token", "test/lab/"])
          assert.ok(!text.includes(word), `${machine}/${file.name} holds ${word}`);
      }
    }
  });
});

describe("a recording that was changed", () => {
  let dir: string;
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "lens-machine-"));
    await take("linux-foreground-healthy");
  });
  afterEach(() => rm(dir, { recursive: true }));

  const take = (machine: string) => cp(join(machinesDir, machine), dir, { recursive: true });

  async function change(file: string, edit: (lines: readonly string[]) => readonly string[]): Promise<void> {
    const path = join(dir, file);
    const before = await readFile(path, "utf8");
    const after = edit(before.split("\n")).join("\n");
    assert.notEqual(after, before, "the change changes something");
    await writeFile(path, after);
  }

  it("finds nothing in it as it was recorded", async () => {
    const run = await replayProbe(dir);
    assert.deepEqual(run.diagnosis.findings, []);
    assert.equal(headlineOfRun(run).severity, "ok");
  });

  it("calls the rules unknown that need a line which was taken out", async () => {
    const before = await replayProbe(dir);
    await change("websocket.jsonl", (lines) =>
      lines.filter((line) => !line.startsWith('{"method":"connect"')),
    );
    const after = await replayProbe(dir);
    assert.deepEqual(rulesIn(after, "fault"), []);
    assert.ok(rulesIn(before, "ok").includes("gateway-token-mismatch"));
    assert.ok(rulesIn(after, "unknown").includes("gateway-token-mismatch"));
    assert.equal(after.ladder.results.find(({ id }) => id === "auth")?.state, "unknown");
    assert.equal(headlineOfRun(after).severity, "none");
  });

  it("calls what doctor would have said unknown without its answer", async () => {
    await change("commands.jsonl", (lines) => lines.filter((line) => !line.includes('"doctor"')));
    const run = await replayProbe(dir);
    assert.equal(run.ladder.results.find(({ id }) => id === "doctor")?.state, "unknown");
    assert.deepEqual(run.diagnosis.findings, []);
  });

  it("finds another thing when the token in the config is another one", async () => {
    await change("files.jsonl", (lines) =>
      lines.map((line) =>
        line.includes('"path":"/home/dev/.openclaw/openclaw.json"')
          ? line.replace(/‹secret:[0-9a-f]{8}:\d+›/, "another-token-entirely")
          : line,
      ),
    );
    const run = await replayProbe(dir);
    assert.notDeepEqual(rulesIn(run, "fault"), []);
    assert.match(run.diagnosis.findings[0]?.id ?? "", /token/);
  });

  it("calls the way from Windows unknown when nothing tells of a part of it", async () => {
    const rule = "windows-localhost-relay-down";
    for (const [file, word] of [
      ["tcp.jsonl", '"127.0.0.1"'],
      ["commands.jsonl", "netstat.exe"],
    ] as const) {
      await take("windows-relay-off");
      assert.ok(rulesIn(await replayProbe(dir), "fault").includes(rule));
      await change(file, (lines) => lines.filter((line) => !line.includes(word)));
      assert.ok(rulesIn(await replayProbe(dir), "unknown").includes(rule), word);
    }
  });

  it("sees no gateway in an instance that it is not told about", async () => {
    for (const [file, word] of [
      ["guests.jsonl", "OpenClawGateway"],
      ["commands.jsonl", '"--list"'],
    ] as const) {
      await take("windows-mirrored-healthy");
      await change(file, (lines) => lines.filter((line) => !line.includes(word)));
      assert.match((await goldensOf(dir))["ladder.txt"] ?? "", /^No gateway, config or install was found/);
    }
  });
});
