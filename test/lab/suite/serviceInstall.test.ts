import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Lab, startLab } from "../lab.ts";
import type { ServiceCalls, WindowsMachine } from "../protocol.ts";
import { ServiceFailure, type TextId } from "../service/errors.ts";
import { entryOf, eventually, sh, stateOf } from "./suiteSupport.ts";

describe("lab: installing", () => {
  let lab: Lab;
  before(async () => {
    lab = await startLab();
    await lab.install("Present", { location: "C:\\wsl\\present" });
  });
  after(() => lab.stop());
  beforeEach(() => lab.machine({ faults: [], wslVersion: "2.9.4.0", installMs: 0 }));

  it("shows what can be installed", async () => {
    const { distributions } = await lab.ask("online", {});
    assert.deepEqual(
      distributions.map(({ name, friendlyName }) => [name, friendlyName]),
      [
        ["Ubuntu-24.04", "Ubuntu 24.04 LTS"],
        ["Ubuntu-22.04", "Ubuntu 22.04 LTS"],
        ["Debian", "Debian GNU/Linux"],
      ],
    );
  });

  const contexts = "Wsl/InstallDistro";
  const register = `${contexts}/Service/RegisterDistro`;
  const failures: readonly {
    readonly when: string;
    readonly ask: ServiceCalls["install"]["ask"];
    readonly machine?: Partial<WindowsMachine>;
    readonly text: TextId;
    readonly path: string | null;
  }[] = [
    {
      when: "the name exists",
      ask: { distribution: "Ubuntu-24.04", name: "PRESENT" },
      text: "ERROR_ALREADY_EXISTS",
      path: `${contexts}/ERROR_ALREADY_EXISTS`,
    },
    {
      when: "the name exists, up to 2.5.7",
      ask: { distribution: "Ubuntu-24.04", name: "Present" },
      machine: { wslVersion: "2.5.7.0" },
      text: "MessageDistroNameAlreadyExists",
      path: `${register}/ERROR_ALREADY_EXISTS`,
    },
    {
      when: "the location is in use",
      ask: { distribution: "Ubuntu-24.04", name: "X", location: "C:\\wsl\\Present" },
      text: "MessageDistroInstallPathAlreadyExists",
      path: `${register}/ERROR_FILE_EXISTS`,
    },
    {
      when: "the location is on no drive",
      ask: { distribution: "Ubuntu-24.04", name: "X", location: "Q:\\x" },
      text: "ERROR_PATH_NOT_FOUND",
      path: `${register}/ERROR_PATH_NOT_FOUND`,
    },
    {
      when: "nobody knows the distribution",
      ask: { distribution: "Ubuntu-99.99" },
      text: "MessageInvalidDistributionName",
      path: `${contexts}/WSL_E_DISTRO_NOT_FOUND`,
    },
    {
      when: "the name is not allowed",
      ask: { distribution: "Ubuntu-24.04", name: "two words" },
      text: "MessageInvalidInstallName",
      path: `${contexts}/E_INVALIDARG`,
    },
    {
      when: "there is no network",
      ask: { distribution: "Ubuntu-24.04" },
      machine: { faults: ["no-network"] },
      text: "MessageCouldNotFetchDistributionList",
      path: `${contexts}/WININET_E_NAME_NOT_RESOLVED`,
    },
    {
      when: "Windows must be started anew first",
      ask: { distribution: "Ubuntu-24.04" },
      machine: { faults: ["reboot-needed"] },
      text: "ERROR_SUCCESS_REBOOT_REQUIRED",
      path: null,
    },
    {
      when: "the disk is full",
      ask: { distribution: "Ubuntu-24.04" },
      machine: { faults: ["disk-full"] },
      text: "ERROR_DISK_FULL",
      path: `${register}/ERROR_DISK_FULL`,
    },
    {
      when: "the disk is full, 2.6.3",
      ask: { distribution: "Ubuntu-24.04" },
      machine: { faults: ["disk-full"], wslVersion: "2.6.3.0" },
      text: "ERROR_DISK_FULL",
      path: `${register}/0x80070070`,
    },
    {
      when: "virtualization is off",
      ask: { distribution: "Ubuntu-24.04" },
      machine: { faults: ["virtualization-off"] },
      text: "MessageEnableVirtualization",
      path: `${register}/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED`,
    },
    {
      when: "WSL is too old for --name",
      ask: { distribution: "Ubuntu-24.04", name: "X" },
      machine: { wslVersion: "2.3.26.0" },
      text: "MessageInvalidCommandLine",
      path: "Wsl/E_INVALIDARG",
    },
  ];

  for (const { when, ask, machine, text, path } of failures) {
    it(`fails when ${when}, and registers nothing`, async () => {
      lab.machine(machine ?? {});
      const failed = lab.ask("install", ask);
      await assert.rejects(failed, (error: unknown) => {
        assert.ok(error instanceof ServiceFailure, String(error));
        assert.deepEqual([error.error.text, error.error.path], [text, path]);
        return true;
      });
      const { instances } = await lab.ask("list", {});
      assert.deepEqual(
        instances.map(({ name }) => name),
        ["Present"],
      );
    });
  }

  it("refuses a second install of a name that is just being installed", async () => {
    lab.machine({ installMs: 500 });
    const first = lab.install("Twice");
    await eventually(
      () => stateOf(lab, "Twice"),
      (state) => state === "Installing",
    );
    await assert.rejects(lab.ask("install", { distribution: "Ubuntu-24.04", name: "Twice" }), {
      error: { text: "MessageInvalidState", path: `${register}/E_ILLEGAL_STATE_CHANGE` },
    });
    await first;
    await lab.ask("unregister", { name: "Twice" });
  });

  describe("export and import", () => {
    const tar = "C:\\Users\\dev\\present.tar";
    const file = () => join(lab.home, "c/Users/dev/present.tar");

    it("carries an instance over, without its default user", async () => {
      await sh(
        lab,
        "Present",
        "useradd -m openclaw; echo mine > /home/openclaw/note; chown openclaw: /home/openclaw/note",
      );
      await lab.ask("setDefaultUid", { name: "Present", uid: 1000 });
      lab.machine({ installMs: 300 });
      const exported = lab.ask("export", { name: "Present", file: tar });
      await eventually(
        () => stateOf(lab, "Present"),
        (state) => state === "Exporting",
      );
      await exported;
      assert.ok(statSync(file()).size > 50_000_000);
      await lab.ask("import", { name: "Copy", location: "C:\\wsl\\copy", file: tar });
      assert.equal(
        await sh(lab, "Copy", "id -un; cat /home/openclaw/note; stat -c %U /home/openclaw/note"),
        "root\nmine\nopenclaw",
      );
      assert.equal(await sh(lab, "Copy", "systemctl is-system-running"), "running");
      const entry = await entryOf(lab, "Copy");
      assert.deepEqual(
        [entry?.flavor, entry?.osVersion, entry?.basePath],
        ["ubuntu", "24.04", "C:\\wsl\\copy"],
      );
      await lab.ask("unregister", { name: "Copy" });
      assert.equal(existsSync(join(lab.home, "c/wsl/copy")), false);
      assert.equal(readdirSync(join(lab.home, "instances")).length, 1);
    });

    const imported = "Wsl/Service/RegisterDistro";
    const refused = async (ask: ServiceCalls["import"]["ask"], text: TextId, path: string) => {
      await assert.rejects(lab.ask("import", ask), (error: unknown) => {
        assert.ok(error instanceof ServiceFailure, String(error));
        assert.deepEqual([error.error.text, error.error.path], [text, path]);
        return true;
      });
      assert.equal((await lab.ask("list", {})).instances.length, 1);
    };

    it("refuses what is no Linux, no tar, a disk, or there already", async () => {
      const location = "C:\\wsl\\new";
      const dir = join(lab.home, "c/Users/dev");
      mkdirSync(join(dir, "photos"));
      execFileSync("tar", ["-C", dir, "-cf", join(dir, "photos.tar"), "photos"]);
      writeFileSync(join(dir, "text.tar"), "no archive at all");
      writeFileSync(join(dir, "disk.vhdx"), "");
      const ask = (name: string, base: string) => ({ name, location, file: `C:\\Users\\dev\\${base}` });
      await refused(
        ask("New", "photos.tar"),
        "MessageNotALinuxDistro",
        `${imported}/WSL_E_NOT_A_LINUX_DISTRO`,
      );
      await refused(ask("New", "text.tar"), "MessageImportFailed", `${imported}/WSL_E_IMPORT_FAILED`);
      await refused(ask("New", "disk.vhdx"), "MessagePassVhdFlag", `${imported}/WSL_E_IMPORT_FAILED`);
      await refused(ask("New", "none.tar"), "ERROR_FILE_NOT_FOUND", "Wsl/ERROR_FILE_NOT_FOUND");
      await refused(
        ask("Present", "photos.tar"),
        "MessageDistroNameAlreadyExists",
        `${imported}/ERROR_ALREADY_EXISTS`,
      );
      assert.equal(existsSync(join(lab.home, "c/wsl/new")), false);
    });

    it("empties the file of an export before it looks for the instance", async () => {
      writeFileSync(file(), "precious");
      await assert.rejects(lab.ask("export", { name: "Nobody", file: tar }));
      assert.equal(statSync(file()).size, 0);
    });
  });
});
