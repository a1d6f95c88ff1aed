import type { Message, ServiceError } from "../protocol.ts";

/**
 * Ids of the texts that the service hands out. `Message…` are the names in WSL's own resources
 * (localization/strings/<locale>/Resources.resw); symbols of error codes stand for the text that Windows itself has
 * for that code. Placeholders are filled in the order in which they are listed here.
 */
export type TextId =
  | "MessageDistroNotFound"
  | "MessageNoDefaultDistro"
  | "MessageUserNotFound"
  /** An install, uninstall, or conversion is in progress. */
  | "MessageInvalidState"
  /** Not in the catalogue; `name`. */
  | "MessageInvalidDistributionName"
  /** Not allowed as a name; `name`. */
  | "MessageInvalidInstallName"
  | "MessageDistroNameAlreadyExists"
  | "MessageDistroInstallPathAlreadyExists"
  /** `url`, `error` (the id of a system text). */
  | "MessageCouldNotFetchDistributionList"
  /** Virtualization is off; its words differ before 2.7. */
  | "MessageEnableVirtualization"
  /** `argument`. */
  | "MessageInvalidCommandLine"
  | "MessageDistroNotStopped"
  /** `disk`, `error` (the id of a system text). */
  | "MessageFailedToAttachDisk"
  | "MessageImportFailed"
  | "MessageExportFailed"
  /** The file is a disk, not a tar. */
  | "MessagePassVhdFlag"
  /** The tar holds no `/etc` or no `/bin/sh`; its path: `file`. */
  | "MessageNotALinuxDistro"
  | "MessageVmCrashed"
  /** Warning: `key`, `file`, `line`. */
  | "MessageConfigUnknownKey"
  /** Warning: `value`, `key`, `file`, `line`, `valid`. */
  | "MessageConfigInvalidValue"
  /** Warning: localhostForwarding has no effect in this networking mode. */
  | "MessageLocalhostForwardingNotSupportedMirroredMode"
  | "ERROR_ALREADY_EXISTS"
  | "ERROR_DISK_FULL"
  | "ERROR_PATH_NOT_FOUND"
  | "ERROR_FILE_NOT_FOUND"
  /** Not a failure: wsl.exe prints it and exits 0, although nothing was installed. */
  | "ERROR_SUCCESS_REBOOT_REQUIRED"
  | "E_UNEXPECTED"
  | "E_FAIL"
  | "E_INVALIDARG"
  | "WSAETIMEDOUT"
  | "WININET_E_NAME_NOT_RESOLVED";

/** A refusal of the service, on its way to whoever asked. */
export class ServiceFailure extends Error {
  readonly error: ServiceError;

  constructor(text: TextId, path: string | null, params?: Message["params"]) {
    super(`${text} ${path ?? ""}`.trim());
    this.error = { text, path, ...(params !== undefined && { params }) };
  }
}

/** What has no name in the table of WSL 2.6.3 and older is printed as a number there. */
const namedSince27: Readonly<Record<string, string>> = {
  E_ILLEGAL_STATE_CHANGE: "0x8000000d",
  ERROR_DISK_FULL: "0x80070070",
  WSAETIMEDOUT: "0x8007274c",
};

/** The text behind "Error code:" as that version of WSL prints it. */
export function errorPath(contexts: string, code: string, wslVersion: string): string {
  const old = isAtLeast(wslVersion, "2.7") ? undefined : namedSince27[code];
  return `${contexts}/${old ?? code}`;
}

/** Whether a dotted version is the other one or newer. */
export function isAtLeast(version: string, least: string): boolean {
  const have = version.split(".").map(Number);
  const want = least.split(".").map(Number);
  for (const [index, number] of want.entries()) {
    const difference = (have[index] ?? 0) - number;
    if (difference !== 0) return difference > 0;
  }
  return true;
}

export const distroNotFound = () =>
  new ServiceFailure("MessageDistroNotFound", "Wsl/Service/WSL_E_DISTRO_NOT_FOUND");

/** Another operation on that instance is under way (also: a second install of the same name). */
export const invalidState = (wslVersion: string, contexts = "Wsl/Service") =>
  new ServiceFailure("MessageInvalidState", errorPath(contexts, "E_ILLEGAL_STATE_CHANGE", wslVersion));
