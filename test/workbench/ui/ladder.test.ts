import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { processesIn } from "../../support/lensCli.ts";
import {
  closeBesideGateway,
  lookFirst,
  openBesideGateway,
  until,
  type LensWorkbench,
} from "./lensWorkbench.ts";

/** `doctor` is quick on an idle machine only. */
const wholeLadderMs = 110_000;

describe("the ladder in the window", function () {
  this.timeout(240_000);
  let lens: LensWorkbench;
  before(async () => {
    lens = await openBesideGateway();
    await lookFirst(lens);
    await lens.window.palette.run("Gateway Lens: Show Diagnostics Panel");
    await lens.panel.headline(/Healthy/);
  });
  after(() => closeBesideGateway(lens));
  afterEach(async function () {
    if (this.currentTest?.state === "failed") await lens.window.screenshot(this.currentTest.fullTitle());
  });

  /** The lines of the log file that have come since `from`, without their times. */
  async function channelLines(from = 0): Promise<string[]> {
    const [, text = ""] = [...(await lens.server.logs())].find(([path]) => path.endsWith("Ladder.log")) ?? [];
    return text
      .split("\n")
      .filter(Boolean)
      .slice(from)
      .map((line) => line.replace(/^\S+ \S+ \[\w+\] /, ""));
  }

  async function doctorProcesses(): Promise<number> {
    const commands = processesIn(lens.gateway.home.dir).map((pid) =>
      readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => ""),
    );
    return (await Promise.all(commands)).filter((command) => /\bdoctor\b/.test(command)).length;
  }

  it("shows what a quick ladder leaves out, in the panel and in the channel, without a time", async () => {
    const skipped = (await lens.panel.rungs()).filter(({ state }) => state === "skipped");
    assert.deepEqual(
      skipped.map(({ id }) => id),
      ["cli-status", "cli-gateway-status", "recent-logs", "doctor", "channels"],
    );
    for (const { text } of skipped) assert.match(text, /^[^\d]+ {2}skipped {2}left out of a quick ladder$/);
    const lines = await channelLines();
    assert.equal(
      lines.filter((line) => /^skipped .* left out of a quick ladder$/.test(line)).length,
      skipped.length,
    );
    assert.equal(lines.length, 1 + 16 + 1, "a title, every rung once, the headline");
  });

  it("shows the first rung before doctor has ended, and each as it ends", async () => {
    const before = (await channelLines()).length;
    await lens.window.palette.run("Gateway Lens: Run Ladder");
    await lens.panel.waitForState("doctor", "running");
    await lens.panel.waitForState("vantage", "ok");
    await lens.panel.waitForState("tcp", "ok");
    const [first] = await lens.panel.rungs();
    assert.match(first?.text ?? "", /^Where this runs {2}ok {2}(< 1|\d+) ms {2}linux$/);
    assert.equal(await lens.panel.stateOf("doctor"), "running", "the rungs above were there before it ended");
    assert.match(await lens.panel.headline(/Checking/), /The ladder is being climbed/);
    assert.match(await lens.status.ariaLabel(), /checking/);
    assert.equal(await lens.window.palette.offers("Gateway Lens: Run Ladder"), false, "one is under way");

    await lens.panel.headline(/Healthy/, wholeLadderMs);
    const rungs = await lens.panel.rungs();
    assert.deepEqual(
      rungs.filter(({ state }) => state !== "ok"),
      [],
    );
    const lines = await channelLines(before);
    assert.equal(lines.length, 1 + rungs.length + 1);
    for (const { text } of rungs) {
      const [title = ""] = text.split("  ");
      assert.equal(lines.filter((line) => line.includes(` ${title}  `)).length, 1, `${title} once`);
    }
    assert.match(lines.at(-1) ?? "", /^Nothing wrong was found\. Gateway 2026\.9\.6 answers at ws:/);
    assert.match(lines.at(-2) ?? "", /openclaw doctor/, "the slowest is told last");
  });

  it("stops when it is cancelled, says what was left, and leaves no process behind", async () => {
    await lens.panel.button("Run Ladder").click();
    await lens.panel.waitForState("doctor", "running");
    await until("doctor runs", async () => (await doctorProcesses()) > 0);
    await lens.panel.button("Cancel").click();
    await lens.panel.button("Run Ladder").waitFor();
    assert.equal(await lens.panel.stateOf("doctor"), "unknown");
    await until("doctor has gone", async () => (await doctorProcesses()) === 0);
    await until("the channel tells it", async () =>
      (await channelLines()).slice(-18).some((line) => /^unknown +openclaw doctor .*cancelled/.test(line)),
    );
  });

  it("climbs one rung again by its key, and by its button, and tells it", async () => {
    for (const again of [() => lens.panel.press("r"), () => lens.panel.button("Climb Again").click()]) {
      const before = (await channelLines()).length;
      await lens.panel.rung("http-live").click();
      await again();
      await until("one rung and those below it", async () => (await channelLines(before)).length >= 5);
      await lens.panel.button("Climb Again").waitFor();
      const lines = await channelLines(before);
      assert.match(lines[0] ?? "", /^Ladder of linux:/);
      assert.ok(lines.some((line) => /^ok +Liveness over HTTP/.test(line)));
      assert.equal(
        lines.some((line) => line.includes("Health over RPC")),
        false,
        "those above stay as they were",
      );
      assert.equal(await lens.panel.focusedRung().then((rung) => rung ?? "http-live"), "http-live");
    }
  });

  it("copies the report as Markdown", async () => {
    await lens.panel.button("Copy as Markdown").click();
    const read = () => lens.window.page.evaluate<string>("navigator.clipboard.readText()");
    await until("it is in the clipboard", async () => (await read()).startsWith("# Gateway linux:"));
    const text = await read();
    assert.match(text, /^\| Liveness over HTTP \| ok \| (\\< 1|< 1|\d+) ms \| answers in/m);
    assert.equal(text.includes(lens.gateway.home.token), false);
  });
});
