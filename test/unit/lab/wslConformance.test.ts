import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { runFake, type Scenario } from "./wslFakes.ts";
import { scenarios } from "./wslScenarios.ts";

interface Sample {
  readonly file: string;
  readonly stream: "stdout" | "stderr" | "file";
  readonly exitCode: number;
  readonly locale: string;
  readonly profile: "installed" | "stub" | "outdated" | "inbox" | "windows" | "inside" | "docker";
}

const folder = join(import.meta.dirname, "../../fixtures/wsl-samples");
const samples = JSON.parse(readFileSync(join(folder, "index.json"), "utf8")) as readonly Sample[];
const read = (sample: Sample) => readFileSync(join(folder, sample.file));

/** wsl.exe has no part in these. */
const otherPrograms = new Set<Sample["profile"]>(["windows", "inside", "docker"]);

/** What the stand-in does not write, and why. */
const exceptions: Readonly<Record<string, string>> = {
  "stub/en-US.status.with-bom.stderr":
    "contradicts stub/en-US.status.stderr: one report of a byte order mark and single line ends, unproved",
  "mixed/failed-to-translate.old.stderr": "how releases before the localised text said it",
  "en-US/install-elevation.stdout":
    "only what comes before the prompt for elevation, which no process here can show",
};

function scenarioOf({ file }: Sample): Scenario | undefined {
  const [top = ""] = file.split("/");
  const name = basename(file)
    .replace(/\.(?:stdout|stderr)$/, "")
    .replace(/^[a-z]{2}-[A-Z]{2}\./, "");
  return scenarios[`${top}/${name}`] ?? (name === "list-online" ? online() : scenarios[name]);
}

/** Only the pairs are taken from the sample; widths and layout are the stand-in's. */
function online(): Scenario {
  const text = readFileSync(join(folder, "en-US/utf8/list-online.stdout"), "utf8");
  const rows = text.split("\r\n").slice(4, -1);
  const catalogue = rows.map((row) => {
    const [name = "", friendlyName = ""] = row.split(/ {2,}/);
    return { name, friendlyName };
  });
  return {
    commands: [
      ["--list", "--online"],
      ["-l", "-o"],
    ],
    catalogue,
  };
}

describe("wsl.exe of the lab, against what wsl.exe writes", () => {
  let drive: string;
  before(() => {
    drive = mkdtempSync(join(tmpdir(), "gl-drive-"));
  });
  // --import needs its file; a failed --export removes one.
  beforeEach(() => writeFileSync(join(drive, "rootfs.tar"), ""));
  after(() => rmSync(drive, { recursive: true }));

  const own = samples.filter(({ profile, file }) => !otherPrograms.has(profile) && !(file in exceptions));
  for (const sample of own) {
    it(sample.file, async () => {
      const scenario = scenarioOf(sample);
      assert.ok(scenario !== undefined, "no scenario");
      const isUtf8 = sample.file.includes("utf8/");
      for (const argv of scenario.commands) {
        const run = await runFake(argv, {
          ...scenario,
          drive,
          folder: scenario.folder ?? "C:\\",
          machine: { ...scenario.machine, language: sample.locale, wsl: profileOf(sample) },
          ...(isUtf8 && { env: { WSL_UTF8: "1" } }),
        });
        const written: Buffer = sample.stream === "stderr" ? run.stderr : run.stdout;
        const expected = read(sample);
        const compared: Buffer = scenario.isTail === true ? written.subarray(-expected.length) : written;
        assert.equal(show(compared), show(expected), argv.join(" "));
        assert.equal(run.code, sample.exitCode, `${argv.join(" ")}: exit code`);
        if (scenario.isTail !== true) continue;
        const lead = written.subarray(0, -expected.length).toString(isUtf8 ? "utf8" : "utf16le");
        assert.match(lead, /^[^\n]+Ubuntu 24\.04 LTS\r\n[^\n]+Ubuntu 24\.04 LTS\r\n$/);
      }
    });
  }

  it("covers every sample but those listed", () => {
    const known = new Set(samples.map(({ file }) => file));
    const without = own.filter((sample) => scenarioOf(sample) === undefined);
    assert.deepEqual(without, []);
    for (const file of Object.keys(exceptions)) assert.ok(known.has(file), `${file} is no sample`);
    const used = new Set(own.map(scenarioOf));
    const unused = Object.entries(scenarios).filter(([, scenario]) => !used.has(scenario));
    assert.deepEqual(
      unused.map(([name]) => name),
      [],
    );
  });

  it("shows why each exception is none of its outputs", async () => {
    const [sample] = samples.filter(({ file }) => file === "stub/en-US.status.with-bom.stderr");
    assert.ok(sample !== undefined);
    const { stderr } = await runFake(["--status"], { machine: { wsl: "stub" } });
    assert.notEqual(show(stderr), show(read(sample)));
  });
});

function profileOf({ profile }: Sample): "installed" | "stub" | "outdated" | "inbox" {
  return profile === "stub" || profile === "outdated" || profile === "inbox" ? profile : "installed";
}

/** Every byte, in a form that a failed comparison shows. */
function show(bytes: Buffer): string {
  return JSON.stringify(bytes.toString("latin1"));
}
