/** Files that are not what they should be and servers that never end: clear words, the right exit, no hang. */
import assert from "node:assert/strict";
import { chmod, mkdir, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { startForeignServer } from "../support/foreignServers.ts";
import { jsonOf, type ErrorJson, type ProbeJson } from "../support/lensAnswers.ts";
import { leftIn, runLens, type LensOptions, type LensRun } from "../support/lensCli.ts";
import { makeGatewayHome, type GatewayHome } from "../support/realGatewayHome.ts";

const maxWaitS = 10;
/** What the command line may take over its `--max-wait`, for its own start and end. */
const graceMs = 5000;

let home: GatewayHome;
beforeEach(async () => (home = await makeGatewayHome()));
afterEach(() => home.remove());

async function lens(args: readonly string[], options: Partial<LensOptions> = {}): Promise<LensRun> {
  const run = await runLens([...args, "--json", "--max-wait", String(maxWaitS)], {
    env: home.env,
    cwd: home.dir,
    ...options,
  });
  assert.ok(run.elapsedMs < maxWaitS * 1000 + graceMs, `it took ${run.elapsedMs} ms`);
  assert.deepEqual(await leftIn(home.dir), [], "no child is left");
  return run;
}

function assertRefused(run: LensRun, exitCode: 2 | 3): void {
  const { schemaVersion, error } = jsonOf(run) as ErrorJson;
  assert.equal(run.exitCode, exitCode, error.message);
  assert.equal(typeof schemaVersion, "number");
  assert.match(error.code, /^[a-z]+(-[a-z]+)*$/);
  assert.notEqual(error.message.trim(), "");
  assert.doesNotMatch(run.stderr, /^\s+at .*:\d+:\d+/m, "no stack trace");
}

/** Each makes what is wrong at `path`. 100 MB are a sparse file: it is the size that must not be read. */
const badFiles: Record<string, (path: string) => Promise<unknown>> = {
  missing: () => Promise.resolve(),
  binary: (path) => writeFile(path, Buffer.from([0, 1, 2, 255, 254, 0, 10, 0])),
  "100 MB long": async (path) => {
    await writeFile(path, "{");
    await truncate(path, 100 * 1024 * 1024);
  },
  "a directory": (path) => mkdir(path),
};
const badConfigs: typeof badFiles = {
  ...badFiles,
  empty: (path) => writeFile(path, ""),
  unreadable: (path) => writeFile(path, "{}", { mode: 0 }),
};

describe("bad input to explain", () => {
  for (const [what, make] of Object.entries(badFiles)) {
    it(`refuses a file that is ${what}`, async () => {
      const path = join(home.dir, "input.log");
      await make(path);
      assertRefused(await lens(["explain", path]), 2);
    });
  }

  it("finds nothing in an empty file", async () => {
    const path = await home.write("input.log", "");
    const run = await lens(["explain", path]);
    assert.equal(run.exitCode, 0, run.stdout);
  });

  it("refuses a file that it may not read", async () => {
    const path = await home.write("input.log", "text");
    await chmod(path, 0);
    assertRefused(await lens(["explain", path], { unprivileged: true }), 2);
  });

  it("refuses binary and endless standard input", async () => {
    assertRefused(await lens(["explain", "-"], { input: Buffer.from([0, 1, 2, 255, 254, 0]) }), 2);
    assertRefused(await lens(["explain", "-"], { input: Buffer.alloc(100 * 1024 * 1024, "a") }), 2);
  });
});

describe("bad input to probe --replay", () => {
  for (const make of ["missing", "empty", "a file", "garbage inside"] as const) {
    it(`refuses a recording that is ${make}`, async () => {
      const dir = join(home.dir, "recording");
      if (make === "a file") await writeFile(dir, "");
      else if (make !== "missing") await mkdir(dir);
      if (make === "garbage inside") await writeFile(join(dir, "commands.jsonl"), "\0\0not json\n");
      assertRefused(await lens(["probe", "--replay", dir]), 2);
    });
  }
});

describe("wrong use", () => {
  for (const args of [
    ["bogus"],
    ["probe", "--bogus"],
    ["explain"],
    ["probe", "--max-wait", "soon"],
    ["record"],
  ]) {
    it(`refuses: ${args.join(" ")}`, async () => {
      assertRefused(await runLens([...args, "--json"], { env: home.env, cwd: home.dir }), 2);
    });
  }

  it("does not judge an address that is not this machine's", async () => {
    assertRefused(await lens(["probe", "--target", "http://192.0.2.1:18789"]), 2);
  });
});

describe("a bad config file", () => {
  for (const [what, make] of Object.entries(badConfigs)) {
    it(`is told as it is: ${what}`, async () => {
      await home.writeConfig(null);
      await make(home.configPath);
      // Without it the target could be another gateway of this machine, which may be well.
      const env = { ...home.env, OPENCLAW_GATEWAY_PORT: String(home.port) };
      const run = await lens(["probe"], { env, unprivileged: true });
      assert.ok([1, 2, 3].includes(run.exitCode ?? -1), `exit ${run.exitCode}\n${run.stdout}`);
      assert.notEqual(run.stdout.trim(), "");
      jsonOf(run);
      assert.doesNotMatch(run.stderr, /^\s+at .*:\d+:\d+/m, "no stack trace");
    });
  }
});

describe("a bad server on the gateway's port", () => {
  for (const kind of ["garbage", "silent", "dripping", "huge", "json"] as const) {
    it(`ends in time and names it: ${kind}`, async () => {
      const server = await startForeignServer(kind, home.port);
      try {
        const run = await lens(["probe"]);
        const probe = jsonOf(run) as ProbeJson;
        assert.equal(probe.findings[0]?.id, "port-in-use", run.stdout);
        assert.equal(run.exitCode, 1);
      } finally {
        await server.stop(1000);
      }
    });
  }

  it("leaves unfinished rungs unknown when the wait is over", async () => {
    const server = await startForeignServer("silent", home.port);
    try {
      const started = performance.now();
      const run = await runLens(["probe", "--json", "--max-wait", "1"], { env: home.env, cwd: home.dir });
      assert.ok(performance.now() - started < 1000 + graceMs, `it took ${run.elapsedMs} ms`);
      const { rungs } = jsonOf(run) as ProbeJson;
      assert.ok(
        rungs.some(({ state, reason }) => state === "unknown" && reason === "max-wait"),
        run.stdout,
      );
      assert.deepEqual(await leftIn(home.dir), [], "no child is left");
    } finally {
      await server.stop(1000);
    }
  });
});
