import assert from "node:assert/strict";
import { execFileSync, spawn, type ChildProcess } from "node:child_process";
import { readlinkSync } from "node:fs";
import { createServer } from "node:net";
import type { ProcessEntry } from "../../../../src/core/ports/processes.ts";
import { linuxProcesses } from "../../../../src/platform/process/linuxProcesses.ts";
import { unsupportedProcesses } from "../../../../src/platform/process/unsupportedProcesses.ts";

async function entryOf(pid: number | undefined): Promise<ProcessEntry> {
  const answer = await linuxProcesses.list();
  assert.ok(answer.ok);
  const entry = answer.value.find((candidate) => candidate.pid === pid);
  assert.ok(entry, `pid ${pid} is listed`);
  return entry;
}

/** A child that has said that it is up. */
async function child(code: string, args: readonly string[] = [], env = process.env): Promise<ChildProcess> {
  const started = spawn(
    process.execPath,
    ["-e", `${code};console.log("up");setInterval(()=>{},1e3)`, ...args],
    {
      env,
      stdio: ["ignore", "pipe", "ignore"],
    },
  );
  await new Promise((resolve) => started.stdout?.once("data", resolve));
  return started;
}

async function end(started: ChildProcess): Promise<void> {
  started.kill("SIGKILL");
  await new Promise((resolve) => started.once("exit", resolve));
}

describe("linuxProcesses", () => {
  it("tells parent, user, arguments, executable and start of a process", async () => {
    const started = await child("", ["--", "two words", ""]);
    const entry = await entryOf(started.pid);
    await end(started);
    assert.equal(entry.parentPid, process.pid);
    assert.equal(entry.uid, process.getuid?.());
    assert.deepEqual(entry.args.slice(-2), ["--", "two words"]);
    assert.equal(entry.executable, readlinkSync("/proc/self/exe"));
    assert.ok(Math.abs((entry.startedAt ?? 0) - Date.now()) < 5_000);
    assert.match(entry.state ?? "", /^[RSD]$/);
    assert.equal(typeof entry.cgroup, "string");
  });

  it("reads the title that a process gave itself, and a name with parentheses", async () => {
    const started = await child('process.title="od (d) x"');
    const entry = await entryOf(started.pid);
    await end(started);
    assert.deepEqual(entry.args, ["od (d) x"]);
    assert.equal(entry.name, "od (d) x");
    assert.equal(entry.parentPid, process.pid);
  });

  it("names the sockets that a process holds", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    const { port } = server.address() as { port: number };
    const hexPort = port.toString(16).toUpperCase().padStart(4, "0");
    const table = execFileSync("cat", ["/proc/net/tcp"], { encoding: "utf8" });
    const line = table.split("\n").find((row) => row.includes(`0100007F:${hexPort} 00000000:0000 0A`)) ?? "";
    const inode = Number(line.trim().split(/\s+/)[9]);
    const entry = await entryOf(process.pid);
    await new Promise((resolve) => server.close(resolve));
    assert.ok(inode > 0);
    assert.ok(entry.socketInodes?.includes(inode));
  });

  it("shows a stopped process as stopped", async () => {
    const started = await child("");
    started.kill("SIGSTOP");
    await new Promise((resolve) => setTimeout(resolve, 50));
    const entry = await entryOf(started.pid);
    await end(started);
    assert.equal(entry.state, "T");
  });

  it("says null for what another user may not read", async () => {
    const started = await child("");
    const module = new URL("../../../../src/platform/process/linuxProcesses.ts", import.meta.url).href;
    const code = `if (process.getuid() === 0) process.setuid(65534);
      const { linuxProcesses } = await import(${JSON.stringify(module)});
      const all = await linuxProcesses.list();
      const env = await linuxProcesses.environment(1, ["HOME"]);
      console.log(JSON.stringify({ entry: all.value.find((entry) => entry.pid === 1), env }));`;
    const seen = JSON.parse(
      execFileSync(process.execPath, ["--input-type=module", "-e", code], { encoding: "utf8" }),
    ) as { entry: ProcessEntry; env: { failure: { reason: string } } };
    await end(started);
    assert.equal(seen.entry.socketInodes, null);
    assert.equal(seen.entry.executable, null);
    assert.equal(seen.env.failure.reason, "no-permission");
  });

  it("reads only the named variables of a process", async () => {
    const env = { ...process.env, LENS_ONE: "a=b", LENS_TWO: "" };
    const started = await child("", [], env);
    const answer = await linuxProcesses.environment(started.pid ?? 0, ["LENS_ONE", "LENS_TWO", "LENS_NONE"]);
    await end(started);
    assert.deepEqual(answer, { ok: true, value: { LENS_ONE: "a=b", LENS_TWO: "" } });
  });

  it("says not-found for a process that is gone", async () => {
    const started = await child("");
    await end(started);
    const answer = await linuxProcesses.environment(started.pid ?? 0, ["HOME"]);
    assert.ok(!answer.ok);
    assert.equal(answer.failure.reason, "not-found");
  });

  it("reads the own environment as it is now", async () => {
    process.env["LENS_SELF"] = "here";
    const answer = await linuxProcesses.environment("self", ["LENS_SELF", "LENS_NONE"]);
    delete process.env["LENS_SELF"];
    assert.deepEqual(answer, { ok: true, value: { LENS_SELF: "here" } });
  });

  it("takes little of the processor", async () => {
    await linuxProcesses.list();
    const before = process.cpuUsage();
    const answer = await linuxProcesses.list();
    const { user, system } = process.cpuUsage(before);
    const elapsedMs = (user + system) / 1_000;
    assert.ok(answer.ok);
    const limitMs = 50 + answer.value.length;
    assert.ok(elapsedMs < limitMs, `${answer.value.length} processes took ${elapsedMs} ms`);
  });
});

describe("unsupportedProcesses", () => {
  it("knows nothing of processes, and its own environment", async () => {
    const list = await unsupportedProcesses.list();
    assert.ok(!list.ok);
    assert.equal(list.failure.reason, "unsupported");
    assert.equal((await unsupportedProcesses.environment(1, ["HOME"])).ok, false);
    assert.equal((await unsupportedProcesses.environment("self", ["HOME"])).ok, true);
  });
});
