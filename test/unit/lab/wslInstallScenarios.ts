/** How wsl.exe comes to write the samples of `--install`, `--import` and of the catalogue. */
import type { ServiceError } from "../../lab/protocol.ts";
import { errorPath } from "../../lab/service/errors.ts";
import type { Scenario } from "./wslFakes.ts";

const ubuntu2404 = [{ name: "Ubuntu-24.04", friendlyName: "Ubuntu 24.04 LTS" }];
const installGateway = [["--install", "Ubuntu-24.04", "--name", "OpenClawGateway"]];
const manifest = "https://raw.githubusercontent.com/microsoft/WSL/master/distributions/DistributionInfo.json";
const offline = (contexts: string): ServiceError => ({
  text: "MessageCouldNotFetchDistributionList",
  params: { url: manifest, error: "WININET_E_NAME_NOT_RESOLVED" },
  path: `${contexts}/WININET_E_NAME_NOT_RESOLVED`,
});
const registering = "Wsl/InstallDistro/Service/RegisterDistro";

const failedInstall = (install: ServiceError, wslVersion = "2.9.4.0"): Scenario => ({
  commands: installGateway,
  catalogue: ubuntu2404,
  machine: { wslVersion },
  refusals: { install },
});
const offlineBefore27 = { machine: { wslVersion: "2.6.3.0" } };

export const installScenarios: Readonly<Record<string, Scenario>> = {
  "install-success-no-launch": {
    commands: [
      [...(installGateway[0] ?? []), "--location", "C:\\x", "--no-launch", "--version", "2"],
      ["--install", "-d", "Ubuntu-24.04", "--name", "OpenClawGateway", "-n", "--web-download"],
    ],
    catalogue: ubuntu2404,
  },
  "install-exists.ge2.5.8": failedInstall({
    text: "ERROR_ALREADY_EXISTS",
    path: "Wsl/InstallDistro/ERROR_ALREADY_EXISTS",
  }),
  "install-exists.le2.5.7": {
    ...failedInstall(
      { text: "MessageDistroNameAlreadyExists", path: `${registering}/ERROR_ALREADY_EXISTS` },
      "2.5.7.0",
    ),
    isTail: true,
  },
  "import-exists": {
    commands: [["--import", "OpenClawGateway", "C:\\x", "rootfs.tar"]],
    refusals: {
      import: {
        text: "MessageDistroNameAlreadyExists",
        path: "Wsl/Service/RegisterDistro/ERROR_ALREADY_EXISTS",
      },
    },
  },
  "install-unknown-distro": {
    ...failedInstall({
      text: "MessageInvalidDistributionName",
      params: { name: "Ubuntu-99.99" },
      path: "Wsl/InstallDistro/WSL_E_DISTRO_NOT_FOUND",
    }),
    commands: [["--install", "Ubuntu-99.99"]],
  },
  "install-invalid-name": {
    ...failedInstall({
      text: "MessageInvalidInstallName",
      params: { name: "bad name" },
      path: "Wsl/InstallDistro/E_INVALIDARG",
    }),
    commands: [["--install", "Ubuntu-24.04", "--name", "bad name"]],
  },
  "install-location-in-use": {
    ...failedInstall({
      text: "MessageDistroInstallPathAlreadyExists",
      path: `${registering}/ERROR_FILE_EXISTS`,
    }),
    isTail: true,
  },
  "disk-full.2.6": {
    ...failedInstall(
      { text: "ERROR_DISK_FULL", path: errorPath(registering, "ERROR_DISK_FULL", "2.6.3.0") },
      "2.6.3.0",
    ),
    isTail: true,
  },
  "hash-mismatch": {
    ...failedInstall({
      text: "MessageHashMismatch",
      params: { expected: "0x1234", actual: "0x5678" },
      path: "Wsl/InstallDistro/VerifyChecksum/TRUST_E_BAD_DIGEST",
    }),
    isTail: true,
  },
  "install-no-network.2.6": {
    ...offlineBefore27,
    commands: installGateway,
    refusals: { online: offline("Wsl") },
  },
  "install-no-network.head": { commands: installGateway, refusals: { online: offline("Wsl") } },
  "list-online-no-network.2.6": {
    ...offlineBefore27,
    commands: [["--list", "--online"]],
    refusals: { online: offline("Wsl") },
  },
  "list-online-no-network.head": { commands: [["-l", "-o"]], refusals: { online: offline("Wsl") } },
  "install-reboot-needed": {
    commands: installGateway,
    catalogue: ubuntu2404,
    refusals: { install: { text: "ERROR_SUCCESS_REBOOT_REQUIRED", path: null } },
  },
};
