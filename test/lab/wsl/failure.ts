import { errorPath, isAtLeast } from "../service/errors.ts";
import type { Message, ServiceError } from "../protocol.ts";

/** What Node sees on Windows when wsl.exe itself fails (-1 as unsigned 32 bits). */
export const ownFailure = 0xffff_ffff;

/** Ends wsl.exe with a text, and with a code behind "Error code:" unless the path is null. */
export class WslFailure extends Error {
  readonly error: ServiceError;

  constructor(error: ServiceError) {
    super(`${error.text} ${error.path ?? ""}`.trim());
    this.error = error;
  }
}

/** The usage, for combinations that make no sense. */
export const invalidUsage = () => new WslFailure({ text: "MessageWslUsage", path: null });

export const invalidArgument = (message: Message = { text: "E_INVALIDARG" }, contexts = "Wsl") =>
  new WslFailure({ ...message, path: `${contexts}/E_INVALIDARG` });

/** For verbs whose success the lab cannot give. */
export const notImplemented = (wslVersion: string, contexts = "Wsl/Service") =>
  new WslFailure({
    text: "E_NOTIMPL",
    path: `${contexts}/${isAtLeast(wslVersion, "2.7") ? "E_NOTIMPL" : "0x80004001"}`,
  });

export const notStopped = (contexts: string) =>
  new WslFailure({ text: "MessageDistroNotStopped", path: `${contexts}/WSL_E_DISTRO_NOT_STOPPED` });

export const serviceDisabled = (wslVersion: string) =>
  new WslFailure({
    text: "ERROR_SERVICE_DISABLED",
    path: isAtLeast(wslVersion, "2.7") ? "Wsl/ERROR_SERVICE_DISABLED" : "Wsl/0x80070422",
  });

/** The service went away in the middle of a call. */
export const callFailed = () =>
  new WslFailure({ text: "RPC_S_CALL_FAILED", path: "Wsl/Service/RPC_S_CALL_FAILED" });

/** The instance does not take the command. */
export const instanceUnreachable = (wslVersion: string) =>
  new WslFailure({ text: "WSAETIMEDOUT", path: errorPath("Wsl/Service", "WSAETIMEDOUT", wslVersion) });
