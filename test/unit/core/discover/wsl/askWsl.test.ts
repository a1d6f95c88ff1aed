import assert from "node:assert/strict";
import { askWsl, type WslView } from "../../../../../src/core/discover/wsl/askWsl.ts";
import type { WslProgram } from "../../../../../src/core/discover/wsl/wslProgram.ts";
import { fakePorts, type FakeCommand } from "../../../../support/fakeMachine.ts";
import { windowsSamples, windowsSampleText } from "../../../../support/windowsSample.ts";

const program: WslProgram = { path: "wsl.exe", cwd: "C:\\Windows", env: { WSL_UTF8: "1" } };
const ownFailure = 4_294_967_295;

const status = windowsSampleText("en-US/status.stdout");
const version = windowsSampleText("en-US/version.stdout");
const hung: FakeCommand = { reason: "timed-out", detail: "no end after 10000 ms", stdout: "", stderr: "" };

async function ask(
  commands: Readonly<Record<string, FakeCommand>>,
): Promise<WslView & { readonly asked: readonly string[] }> {
  const { ports, machine } = fakePorts({ commands: { "wsl.exe --version": version, ...commands } });
  const view = await askWsl(program, ports, new AbortController().signal);
  return { ...view, asked: machine.asked };
}

describe("askWsl", () => {
  it("lists every instance, and tells the version", async () => {
    const { platform, rows, asked } = await ask({
      "wsl.exe --status": status,
      "wsl.exe --list --verbose": windowsSampleText("common/list-verbose.stdout"),
    });
    assert.equal(platform.state, "ready");
    assert.match(platform.version ?? "", /^2\./);
    assert.ok(rows.length > 1);
    assert.deepEqual(asked, ["wsl.exe --status", "wsl.exe --version", "wsl.exe --list --verbose"]);
  });

  it("knows in every language that WSL is not installed, and then asks nothing that would wait for a key", async () => {
    const stubs = windowsSamples.filter(({ file }) => /^stub\/.*\.status\./.test(file));
    assert.ok(stubs.length > 5);
    for (const { file } of stubs) {
      const { platform, asked } = await ask({
        "wsl.exe --status": { exitCode: 50, stderr: windowsSampleText(file) },
      });
      assert.equal(platform.state, "not-installed", file);
      assert.notEqual(platform.detail, "");
      assert.deepEqual(asked, ["wsl.exe --status"]);
    }
  });

  it("knows by its words a stub that exits otherwise, and one that must be updated", async () => {
    for (const { file } of windowsSamples.filter((sample) => /^stub\/.*\.version\./.test(sample.file))) {
      const { platform } = await ask({
        "wsl.exe --status": { exitCode: 1, stderr: windowsSampleText(file) },
      });
      assert.equal(platform.state, "not-installed", file);
    }
    const { platform } = await ask({
      "wsl.exe --status": { exitCode: 1, stderr: windowsSampleText("stub/en-US.outdated.stderr") },
    });
    assert.equal(platform.state, "outdated");
  });

  it("says when WSL does not answer, which it asks no second time", async () => {
    const { platform, asked } = await ask({ "wsl.exe --status": hung });
    assert.equal(platform.state, "hung");
    assert.match(platform.version ?? "", /^2\./);
    assert.deepEqual(asked, ["wsl.exe --status", "wsl.exe --version"]);
    const later = await ask({ "wsl.exe --status": status, "wsl.exe --list --verbose": hung });
    assert.equal(later.platform.state, "hung");
  });

  it("tells no instances from a list that failed, in every language", async () => {
    const files = windowsSamples.filter(({ file }) =>
      /\/list-none-installed\.stdout$|list-none\.stdout$/.test(file),
    );
    assert.ok(files.length > 5);
    for (const { file } of files) {
      for (const exitCode of [ownFailure, 255]) {
        const list = { exitCode, stdout: windowsSampleText(file) };
        const none = await ask({
          "wsl.exe --status": status,
          "wsl.exe --list --verbose": list,
          "wsl.exe --list --quiet": "",
        });
        assert.equal(none.platform.state, "no-instances", file);
        const unclear = await ask({
          "wsl.exe --status": status,
          "wsl.exe --list --verbose": list,
          "wsl.exe --list --quiet": { exitCode, stdout: "?" },
        });
        assert.equal(unclear.platform.state, "failed", file);
      }
    }
  });

  const failures = [
    ["optional-component-missing.stdout", "component-missing", "WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED"],
    ["virtualization-disabled.head.stdout", "virtualization-off", "HCS_E_HYPERV_NOT_INSTALLED"],
    ["e-accessdenied.stdout", "failed", "E_ACCESSDENIED"],
    ["e-unexpected.stdout", "failed", "E_UNEXPECTED"],
  ] as const;
  for (const [file, state, code] of failures) {
    it(`knows ${code} by its code`, async () => {
      const stdout = windowsSampleText(`en-US/${file}`);
      const { platform } = await ask({
        "wsl.exe --status": status,
        "wsl.exe --list --verbose": { exitCode: ownFailure, stdout },
      });
      assert.equal(platform.state, state);
      assert.equal(platform.code, code);
      assert.match(platform.detail, new RegExp(`\\(Wsl/.*${code}\\)$`));
    });
  }

  it("reads the list of the wsl.exe that came with Windows 10, which knows neither --status nor --version", async () => {
    const usage = {
      exitCode: ownFailure,
      stdout: windowsSampleText("inbox-old/usage-unknown-option.stdout"),
    };
    const { platform, rows } = await ask({
      "wsl.exe --status": usage,
      "wsl.exe --version": usage,
      "wsl.exe --list --verbose": windowsSampleText("inbox-old/list-verbose.stdout"),
    });
    assert.equal(platform.state, "ready");
    assert.equal(platform.version, null);
    assert.ok(rows.length > 0);
  });

  it("says when Windows programs cannot be started from an instance", async () => {
    const { platform } = await ask({
      "wsl.exe --status": {
        exitCode: 1,
        stderr: "<3>init: (747) ERROR: UtilConnectToInteropServer:300: connect failed 2",
      },
    });
    assert.equal(platform.state, "unreachable");
  });
});
