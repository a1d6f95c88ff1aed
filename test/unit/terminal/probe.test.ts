import assert from "node:assert/strict";
import { unknown } from "../../../src/core/model/fact.ts";
import type { RungState } from "../../../src/core/model/ladder.ts";
import { defineRule } from "../../../src/core/faults/rule.ts";
import type { NamespaceProvider } from "../../../src/core/discover/provider.ts";
import type { Rung } from "../../../src/core/probe/rung.ts";
import { runFake, type FakeRun, type FakeWorldScript } from "../../support/fakeWorld.ts";
import { sampleGateway, sampleSnapshot } from "../../support/sampleSnapshot.ts";

const ids = ["vantage", "tcp", "http-ready", "auth", "rpc-health", "doctor"];

const provider: NamespaceProvider = {
  id: "sample",
  supports: () => true,
  discover: async () => sampleSnapshot(),
};

function rung(id: string, state: RungState | "hang", delayMs = 0): Rung<null> {
  return {
    id,
    title: `Title of ${id}`,
    layer: "network",
    after: [],
    isQuick: id !== "doctor",
    timeoutMs: 60_000,
    climb: async (_context, signal) => {
      await new Promise((resolve) => {
        signal.addEventListener("abort", resolve, { once: true });
        if (state !== "hang") setTimeout(resolve, delayMs);
      });
      const fact = unknown("a fake");
      return { state: state === "hang" ? "unknown" : state, reason: null, verdict: `says ${id}`, fact };
    },
  };
}

function probe(
  args: readonly string[],
  states: Readonly<Record<string, RungState | "hang">> = {},
  script: FakeWorldScript = {},
): Promise<FakeRun> {
  const rungs = ids.map((id, index) => rung(id, states[id] ?? "ok", (ids.length - index) * 3));
  return runFake(["probe", ...args], {
    catalogue: { providers: [provider], rungs, ...script.catalogue },
    ...script,
  });
}

const always = defineRule({
  id: "always-there",
  layer: "auth",
  severity: "warning",
  title: "It is always there",
  meaning: "",
  firstAction: { label: "Look & see", command: "true", risk: "read" },
  explains: "auth",
  sources: [],
  needs: {},
  find: () => ({ confidence: "confirmed", explanation: "Because <it> is." }),
});

describe("probe", () => {
  it("writes the rungs in ladder order, though the last ends first, and the headline last", async () => {
    const { stdout, exitCode } = await probe([]);
    assert.equal(exitCode, 0);
    const lines = stdout.trimEnd().split("\n");
    assert.match(lines[0] ?? "", /^linux:18789 {2}ws:\/\/127\.0\.0\.1:18789, named by the config$/);
    assert.deepEqual(
      lines.slice(2, 8).map((line) => line.split(/\s+/)[3]),
      ids,
    );
    assert.match(lines.at(-1) ?? "", /^Nothing wrong was found\./);
    assert.ok(!stdout.includes("\u001b"));
  });

  it("exits 1 when a rung up to rpc-health failed, even where no rule explains it", async () => {
    assert.equal((await probe([], { auth: "fail" })).exitCode, 1);
    assert.equal((await probe([], { doctor: "fail" })).exitCode, 0);
    assert.equal((await probe([], { tcp: "warn" })).exitCode, 0);
  });

  it("exits 3 when the target could not be judged, and prints what is known", async () => {
    const { exitCode, stdout } = await probe(["--json"], { auth: "unknown", "rpc-health": "unknown" });
    assert.equal(exitCode, 3);
    assert.equal(JSON.parse(stdout).rungs.length, ids.length);
  });

  it("exits 0 with some unknown beside a judged target", async () => {
    assert.equal((await probe([], { "rpc-health": "unknown", doctor: "unknown" })).exitCode, 0);
    assert.equal((await probe([], { auth: "skipped", "rpc-health": "skipped" })).exitCode, 0);
  });

  it("exits 1 with a finding and shows what to do first", async () => {
    const { exitCode, stdout } = await probe(
      [],
      {},
      { catalogue: { rules: [always], providers: [provider], rungs: ids.map((id) => rung(id, "ok")) } },
    );
    assert.equal(exitCode, 1);
    assert.match(
      stdout,
      /^warning: It is always there\n {2}always-there · confirmed\n {2}Because <it> is\.\n {2}First: Look & see \(reads only\)\n {4}true$/m,
    );
    assert.match(stdout, /\n\nIt is always there\n$/);
  });

  it("leaves out what is slow with --quick", async () => {
    const { rungs } = JSON.parse((await probe(["--quick", "--json"])).stdout);
    assert.deepEqual(
      rungs
        .filter(({ reason }: { reason: string | null }) => reason === "quick")
        .map(({ id }: { id: string }) => id),
      ["doctor"],
    );
  });

  it("ends with --max-wait and calls the rest unknown", async () => {
    const { stdout, exitCode } = await probe(["--json", "--max-wait", "0.05"], { doctor: "hang" });
    const doctor = JSON.parse(stdout).rungs.at(-1);
    assert.deepEqual([doctor.state, doctor.reason], ["unknown", "max-wait"]);
    assert.equal(exitCode, 0);
  });

  it("exits 130 when cancelled, with what is known until then", async () => {
    const cancel = new AbortController();
    setTimeout(() => cancel.abort("cancelled"), 50);
    const { stdout, exitCode } = await probe(["--json"], { doctor: "hang" }, { cancelled: cancel.signal });
    assert.equal(exitCode, 130);
    assert.equal(JSON.parse(stdout).rungs.at(-1).reason, "cancelled");
  });

  it("names the candidates when several gateways could be meant", async () => {
    const snapshot = sampleSnapshot({
      configs: new Map(),
      gateways: [sampleGateway, { ...sampleGateway, id: "linux:19001", port: 19_001 }],
    });
    const catalogue = { providers: [{ ...provider, discover: async () => snapshot }] };
    const scripts = await runFake(["probe", "--json"], { catalogue });
    assert.equal(scripts.exitCode, 2);
    const { error } = JSON.parse(scripts.stdout);
    assert.equal(error.code, "ambiguous-target");
    assert.deepEqual(error.candidates, ["linux:18789", "linux:19001"]);
    assert.match((await runFake(["probe"], { catalogue })).stderr, /^ {2}linux:19001$/m);
  });

  it("writes well-formed JUnit XML", async () => {
    const rungs = ids.map((id) => rung(id, id === "tcp" ? "fail" : id === "doctor" ? "skipped" : "ok"));
    const { files } = await probe(
      ["--junit", "out.xml"],
      {},
      { catalogue: { rules: [always], providers: [provider], rungs } },
    );
    const xml = files.get("out.xml") ?? "";
    assert.match(xml, /<testsuite name="ladder linux:18789" tests="6" failures="1" errors="0" skipped="1"/);
    assert.match(xml, /<testcase classname="ladder" name="tcp" time="0\.\d{3}"><failure message="says tcp">/);
    assert.match(
      xml,
      /<failure message="It is always there">Because &lt;it&gt; is\.&#10;First: Look &amp; see<\/failure>/,
    );
  });

  it("draws marks and wraps on a screen", async () => {
    const { stdout } = await probe(
      [],
      { auth: "fail", doctor: "skipped" },
      { columns: 60, env: { NO_COLOR: "1" } },
    );
    assert.match(stdout, /^✓ Title of tcp/m);
    assert.match(stdout, /^✗ Title of auth/m);
    assert.match(stdout, /^– Title of doctor +skipped: says doctor$/m);
    for (const line of stdout.split("\n")) assert.ok(line.length <= 60, line);
    assert.ok(!stdout.includes("\u001b"));
  });
});
