import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { buildInside } from "../../lab/inside/buildInside.ts";
import { interopEntry, registerInterop, removeInterop } from "../../lab/kernel/interopRegistration.ts";
import { binfmtFolder } from "../../lab/kernel/interopRegistration.ts";
import { writeMachine } from "../../lab/machineFile.ts";
import { installTools } from "../../lab/windows/installTools.ts";
import { folderVariable } from "../../lab/windows/currentFolder.ts";

const sample = (file: string) =>
  readFileSync(new URL(`../../fixtures/wsl-samples/inside/${file}`, import.meta.url), "utf8");

describe("what instances see of Windows", () => {
  let home: string;
  before(async () => {
    home = mkdtempSync(join(tmpdir(), "gl-"));
    writeMachine(home, {});
    await installTools(home);
    await buildInside(home);
  });
  after(() => rmSync(home, { recursive: true }));

  it("the entry of the kernel's list as recorded, until it is removed", async () => {
    await registerInterop(home);
    const entry = join(binfmtFolder(home), interopEntry);
    assert.equal(readFileSync(entry, "utf8"), sample("binfmt-WSLInterop.txt"));
    await removeInterop(home);
    assert.throws(() => readFileSync(entry), { code: "ENOENT" });
  });

  it("cmd.exe's complaint about a share as recorded", () => {
    const { stderr } = spawnSync(join(home, "c/Windows/System32/cmd.exe"), ["/c", "ver"], {
      env: { ...process.env, [folderVariable]: "\\\\wsl.localhost\\Ubuntu\\home\\me" },
      encoding: "latin1",
      timeout: 20_000,
    });
    assert.equal(stderr, sample("cmd-unc-cwd.stderr"));
  });

  it("the shell's complaint about a program that the kernel does not start", () => {
    const file = join(home, "inside/foreign/Windows/System32/wsl.exe");
    const { status, stderr } = spawnSync("bash", ["-c", `"$0"; exit $?`, file], { encoding: "utf8" });
    const expected = sample("interop-off-bash.stderr").replace("/mnt/c/Windows/System32/wsl.exe", file);
    assert.equal(
      stderr.replace(/^.*?: line \d+: /, "bash: ").replace(`${file}: ${file}`, `bash: ${file}`),
      expected,
    );
    assert.equal(status, 126);
  });
});
