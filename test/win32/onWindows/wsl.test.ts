import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import type { CommandSpec } from "../../../src/core/ports/commands.ts";
import { execaRunner } from "../../../src/platform/process/execaRunner.ts";

const never = new AbortController().signal;
const instance = process.env["LENS_INSTANCE"] ?? "";
const wsl = "C:\\Windows\\System32\\wsl.exe";

const run = (args: readonly string[], more: Partial<CommandSpec> = {}) =>
  execaRunner.run({ program: wsl, args, timeoutMs: 20_000, ...more }, never);
const inside = (...argv: readonly string[]) => run(["-d", instance, "--exec", ...argv]);

async function printed(answer: ReturnType<typeof run>): Promise<string> {
  const outcome = await answer;
  assert.ok(outcome.ok, JSON.stringify(outcome));
  assert.equal(outcome.value.exitCode, 0, outcome.value.stderr);
  return outcome.value.stdout;
}

/** How many processes inside have this word in their arguments. */
async function countInside(word: string): Promise<number> {
  // The pattern does not match the arguments of its own command.
  const pattern = `[${word[0] ?? ""}]${word.slice(1)}`;
  return Number(await printed(inside("sh", "-c", `pgrep -fc '${pattern}' || true`)));
}

describe("wsl.exe from Windows' Node", () => {
  it("prints UTF-16 with Windows line ends, and UTF-8 when told so", async () => {
    const wide = await printed(run(["--list", "--verbose"], { encoding: "utf16le" }));
    assert.match(wide, new RegExp(`^  NAME +STATE +VERSION\\r\\n\\* ${instance} +Running +2\\r\\n`));
    assert.equal(await printed(run(["--list", "--verbose"], { env: { WSL_UTF8: "1" } })), wide);
  });

  it("fails with all of 32 bits by itself, and with the code of the command otherwise", async () => {
    const env = { WSL_UTF8: "1" };
    const absent = await run(["-d", "Nope", "--exec", "true"], { env });
    assert.ok(absent.ok);
    assert.equal(absent.value.exitCode, 4294967295);
    assert.match(absent.value.stdout, /Wsl\/Service\/WSL_E_DISTRO_NOT_FOUND/);
    for (const [script, code] of [
      ["exit 9", 9],
      ["exit 255", 255],
      ["kill -KILL $$", 9],
    ] as const) {
      const answer = await inside("sh", "-c", script);
      assert.ok(answer.ok);
      assert.equal(answer.value.exitCode, code, script);
    }
  });

  it("hands arguments behind --exec over as they are", async () => {
    const args = ["a b", "", 'say "hi"', "$HOME", "%PATH%", "ends in \\", "日本 𝄞", "*", ";"];
    const answer = await printed(inside("printf", "[%s]\\n", ...args));
    assert.equal(answer, args.map((arg) => `[${arg}]\n`).join(""));
  });

  it("lets the login shell read what stands behind --", async () => {
    assert.equal(await printed(run(["-d", instance, "--", "echo", "$((6 * 7))"])), "42\n");
  });

  it("takes input and gives output as they are", () => {
    const input = Buffer.alloc(1_000_000, Buffer.from([0, 255, 13, 10, 26, 128]));
    const { stdout, status } = spawnSync(wsl, ["-d", instance, "--exec", "cat"], {
      input,
      maxBuffer: 4_000_000,
    });
    assert.equal(status, 0);
    assert.ok(stdout.equals(input), `${stdout.length} bytes`);
  });

  it("holds a session over its input and output open for many questions", async () => {
    const session = spawn(wsl, ["-d", instance, "--exec", "sh"], { stdio: ["pipe", "pipe", "ignore"] });
    for (const question of [1, 2, 3]) {
      session.stdin.write(`echo answer ${question}\n`);
      const [answer] = (await once(session.stdout, "data")) as [Buffer];
      assert.equal(answer.toString(), `answer ${question}\n`);
    }
    session.stdin.end();
    const [code] = (await once(session, "exit")) as [number];
    assert.equal(code, 0);
  });

  it("ends what runs inside when its time is over", async () => {
    const answer = await run(["-d", instance, "--exec", "sh", "-c", "sleep 98765 & sleep 98765"], {
      timeoutMs: 2_500,
    });
    assert.ok(!answer.ok && answer.failure.reason === "timed-out");
    assert.equal(await countInside("sleep 98765"), 0);
  });

  it("is in the registry as reg.exe shows it", async () => {
    const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss";
    const spec = { program: "reg.exe", args: ["query", key, "/s"], timeoutMs: 20_000 };
    const text = await printed(execaRunner.run(spec, never));
    assert.match(text, new RegExp(`\\r\\n    DistributionName    REG_SZ    ${instance}\\r\\n`));
  });
});
