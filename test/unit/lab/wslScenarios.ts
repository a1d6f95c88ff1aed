/** How wsl.exe comes to write each sample: the commands, and the state of the Windows around them. */
import type { ServiceError } from "../../lab/protocol.ts";
import { distroNotFound, invalidState } from "../../lab/service/errors.ts";
import type { FakeInstance, FakeWorld, Scenario } from "./wslFakes.ts";
import { installScenarios } from "./wslInstallScenarios.ts";

type Refusals = NonNullable<FakeWorld["refusals"]>;

const ubuntu: FakeInstance = { name: "Ubuntu", isDefault: true };
const running = (name: string): FakeInstance => ({ name, state: "Running" });
const three: FakeInstance[] = [
  { ...ubuntu, state: "Running" },
  running("docker-desktop"),
  { name: "OpenClawGateway" },
];
const virtualizationOff: ServiceError = {
  text: "MessageEnableVirtualization",
  path: "Wsl/Service/CreateInstance/CreateVm/HCS/HCS_E_HYPERV_NOT_INSTALLED",
};
const noDefault: ServiceError = { text: "MessageNoDefaultDistro", path: null };
const failedLaunch = (launch: ServiceError, wslVersion = "2.9.4.0"): Scenario => ({
  commands: [["-d", "Ubuntu"]],
  instances: [ubuntu],
  machine: { wslVersion },
  refusals: { launch },
});
const warned = (text: string, params: Record<string, string> = {}): Scenario => ({
  commands: [["-d", "Ubuntu", "-e", "true"]],
  instances: [ubuntu],
  grant: { warnings: [{ text, params }] },
});
const listed = (instances: readonly FakeInstance[], ...options: string[]): Scenario => ({
  commands: [
    ["-l", ...options],
    ["--list", ...options],
  ],
  instances,
});
const relayed = (argv: readonly string[], command: NonNullable<FakeWorld["command"]>): Scenario => ({
  commands: [argv],
  instances: [ubuntu, { name: "X" }],
  command,
});
const busy: Scenario = {
  commands: [
    ["--terminate", "X"],
    ["-t", "X"],
    ["-d", "X"],
    ["--unregister", "X"],
  ],
  instances: [{ name: "X", state: "Installing" }],
  refusals: refuseAll(invalidState("2.9.4.0").error),
};
const notInstalled: Scenario = { commands: [["--version"], ["-l", "-v"], ["-d", "X"]] };

function refuseAll(error: ServiceError): Refusals {
  return { launch: error, terminate: error, unregister: error };
}

/** By the name of the sample without its stream; the folder decides language and encoding. */
export const scenarios: Readonly<Record<string, Scenario>> = {
  ...installScenarios,
  "list-verbose": listed(three, "-v"),
  "list-verbose-all-states": listed(
    [
      { name: "Ubuntu-24.04", isDefault: true, state: "Running" },
      { name: "OpenClawGateway", state: "Installing" },
      { name: "a", state: "Uninstalling" },
      { name: "b", state: "Converting", version: 1 },
      { name: "c", state: "Exporting" },
      { name: "kali-linux", version: 1 },
    ],
    "-v",
  ),
  "list-verbose-one-short": listed([ubuntu], "--verbose"),
  "list-verbose-long-legacy-names": listed(
    [
      ubuntu,
      { name: "My Distro With Spaces", state: "Running", version: 1 },
      { name: "ディストロ" },
      { name: "x".repeat(60) },
    ],
    "-v",
  ),
  "list-verbose-docker-default": listed([{ ...running("docker-desktop"), isDefault: true }], "-v"),
  "list-quiet": listed([...three, { name: "a", state: "Installing" }], "-q"),
  "list-quiet-empty": {
    commands: [
      ["-l", "-q"],
      ["-l", "--running", "-q"],
    ],
  },
  "list-plain": listed(three),
  "ko-KR/list-plain": listed([ubuntu]),
  "list-none-installed": {
    commands: [["-l", "-v"], ["-l"], []],
    refusals: { launch: noDefault },
  },
  "list-running-none": listed([ubuntu], "--running"),
  shutdown: { commands: [["--shutdown"], ["--shutdown", "--force"]] },
  status: { commands: [["--status"]], instances: three, machine: { hasWsl1: true } },
  "status-wsl1-note": { commands: [["--status"]], instances: three },
  "status-no-distro": { commands: [["--status"]] },
  "status-virtualization-off.head": { commands: [["--status"]], machine: { faults: ["virtualization-off"] } },
  version: { commands: [["--version"], ["-v"]], machine: { wslVersion: "2.6.3.0" } },
  "distro-not-found": {
    commands: [
      ["-d", "nope"],
      ["--terminate", "nope"],
      ["--unregister", "nope"],
      ["--set-default", "nope"],
      ["--manage", "nope", "--set-default-user", "me"],
    ],
    instances: three,
    refusals: refuseAll(distroNotFound().error),
  },
  "virtualization-disabled.2.6": failedLaunch(virtualizationOff, "2.6.3.0"),
  "virtualization-disabled.head": failedLaunch(virtualizationOff),
  "install-busy": busy,
  "install-busy.2.6": {
    ...busy,
    machine: { wslVersion: "2.6.3.0" },
    refusals: refuseAll(invalidState("2.6.3.0").error),
  },
  "optional-component-missing": {
    commands: [["-l", "-v"]],
    refusals: {
      list: {
        text: "MessageWslOptionalComponentRequired",
        path: "Wsl/WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED",
      },
    },
  },
  "e-accessdenied": {
    commands: [["--status"], ["-l", "-v"]],
    refusals: { list: { text: "E_ACCESSDENIED", path: "Wsl/Service/E_ACCESSDENIED" } },
  },
  "e-unexpected": failedLaunch({ text: "E_UNEXPECTED", path: "Wsl/Service/E_UNEXPECTED" }),
  "vm-crashed": failedLaunch({ text: "MessageVmCrashed", path: "Wsl/Service/WSL_E_VM_CRASHED" }),
  "disk-corrupted": failedLaunch({
    text: "MessageDiskCorrupted",
    path: "Wsl/Service/CreateInstance/WSL_E_DISK_CORRUPTED",
  }),
  "attach-disk-failed": failedLaunch({
    text: "MessageFailedToAttachDisk",
    params: {
      disk: "\\\\?\\C:\\Users\\me\\AppData\\Local\\wsl\\{guid}\\ext4.vhdx",
      error: "ERROR_FILE_NOT_FOUND",
    },
    path: "Wsl/Service/CreateInstance/MountDisk/HCS/ERROR_FILE_NOT_FOUND",
  }),
  "already-version-2": { commands: [["--set-version", "X", "2"]], instances: [running("X")] },
  "move-running": { commands: [["--manage", "X", "--move", "C:\\new"]], instances: [running("X")] },
  "warn-localhost-proxy": warned("MessageProxyLocalhostSettingsDropped"),
  "warn-unknown-key": warned("MessageConfigUnknownKey", {
    key: "wsl2.foo",
    file: "C:\\Users\\me\\.wslconfig",
    line: "3",
  }),
  "warn-mirrored-fallback": warned("MessageMirroredNetworkingNotSupportedReason", {
    reason: "MessageMirroredNetworkingNotSupportedWindowsVersion",
    build: "19045",
    revision: "5854",
  }),
  "warn-nat-fallback": warned("MessageNetworkInitializationFailedFallback2", { from: "Nat", to: "Consomme" }),
  "oobe-waiting": warned("MessageWaitingForOobe", { name: "Ubuntu" }),
  "success-message": {
    commands: [
      ["--terminate", "X"],
      ["-t", "x"],
      ["--unregister", "X"],
      ["--set-default", "X"],
      ["-s", "X"],
      ["--import", "Y", "C:\\y", "rootfs.tar"],
      ["--export", "X", "C:\\x.tar"],
      ["--manage", "X", "--set-default-user", "dev"],
    ],
    instances: [{ name: "X" }],
    command: { stdout: "1000\n" },
  },
  "user-not-found": {
    ...failedLaunch({ text: "MessageUserNotFound", path: "Wsl/WSL_E_USER_NOT_FOUND" }),
    commands: [["-d", "Ubuntu", "-u", "nope", "--", "true"]],
  },
  "mixed/user-not-found": {
    ...failedLaunch({ text: "MessageUserNotFound", path: "Wsl/WSL_E_USER_NOT_FOUND" }),
    commands: [["-u", "zlx", "-e", "true"]],
  },
  "mixed/exec-missing": relayed(["-d", "Ubuntu", "-e", "nosuch"], {
    stderr:
      "<3>WSL (7 - Relay) ERROR: CreateProcessCommon:640: execvpe(nosuch) failed: No such file or directory\n",
    status: 0x100,
  }),
  "mixed/shell-missing": relayed(["-d", "Ubuntu", "--", "nosuch"], {
    stderr: "bash: line 1: nosuch: command not found\n",
    status: 127 << 8,
  }),
  "mixed/utf16-warning-then-utf8": {
    ...warned("MessageProxyLocalhostSettingsDropped"),
    commands: [["-d", "Ubuntu", "-e", "ls", "/x"]],
    command: { stderr: "ls: cannot access '/x': No such file or directory\n", status: 0x200 },
  },
  "mixed/systemd-user-session": {
    ...relayed(["-d", "X", "-u", "openclaw", "-e", "true"], {}),
    grant: {
      hasSession: false,
      account: {
        name: "openclaw",
        uid: 1001,
        gid: 1001,
        groups: [],
        home: "/home/openclaw",
        shell: "/bin/sh",
      },
    },
  },
  "mixed/failed-to-translate.new": { ...relayed(["-d", "X", "-e", "true"], {}), folder: "\\\\server\\share" },
  "mixed/linux-output": relayed(["-d", "X", "-e", "echo", "héllo"], { stdout: "héllo\n" }),
  "mixed/warning-wsl_utf8": {
    ...warned("MessageProxyLocalhostSettingsDropped"),
    env: { WSL_UTF8: "1" },
  },
  "stub/status": { commands: [["--status"]] },
  "stub/version": notInstalled,
  "stub/prompt-timeout": {
    ...notInstalled,
    commands: [...notInstalled.commands, ["-l", "--running"]],
    hasConsole: true,
  },
  "stub/outdated": { commands: [[], ["--status"]] },
  "inbox-old/usage-unknown-option": { commands: [["--version"]] },
  "inbox-old/list-verbose": listed([ubuntu], "-v"),
  "inbox-old/list-none": { commands: [["-l", "-v"], ["-l"]] },
};
