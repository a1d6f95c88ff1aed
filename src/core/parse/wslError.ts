/** What wsl.exe says behind "Error code:". */
export interface WslError {
  /** Where it failed, outermost first: `Wsl`, `Service`, `CreateInstance`. */
  readonly contexts: readonly string[];
  /** A name such as `WSL_E_DISTRO_NOT_FOUND`, or the number of one that this version of WSL has no name for. */
  readonly code: string;
  /** All of it as it was printed. */
  readonly path: string;
}

const errorPath = /\b(?:Wsl|Wslg|Bash|WslConfig)(?:\/[A-Za-z0-9]+)*\/(0x[0-9a-fA-F]{8}|[A-Z][A-Z0-9_]{2,})\b/;

/** The error code in what wsl.exe printed; the words around it are translated. Null where there is none. */
export function parseWslError(text: string): WslError | null {
  const match = errorPath.exec(text);
  if (match === null) return null;
  const [path, code = ""] = match;
  const name = code.startsWith("0x") ? (names.get(code.toLowerCase()) ?? code.toLowerCase()) : code;
  return { contexts: path.split("/").slice(0, -1), code: name, path };
}

/** Names that only later versions print (wslservice.idl, winerror.h). */
const names: ReadonlyMap<string, string> = new Map([
  ["0x80040301", "WSL_E_DEFAULT_DISTRO_NOT_FOUND"],
  ["0x80040302", "WSL_E_DISTRO_NOT_FOUND"],
  ["0x80040308", "WSL_E_USER_NOT_FOUND"],
  ["0x8004030d", "WSL_E_TTY_LIMIT"],
  ["0x80040321", "WSL_E_WSL_OPTIONAL_COMPONENT_REQUIRED"],
  ["0x8004032d", "WSL_E_VIRTUAL_MACHINE_PLATFORM_REQUIRED"],
  ["0x8004032f", "WSL_E_DISK_CORRUPTED"],
  ["0x80040332", "WSL_E_VM_CRASHED"],
  ["0x8000000d", "E_ILLEGAL_STATE_CHANGE"],
  ["0x8000ffff", "E_UNEXPECTED"],
  ["0x80070005", "E_ACCESSDENIED"],
  ["0x80070422", "ERROR_SERVICE_DISABLED"],
  ["0x80070424", "ERROR_SERVICE_DOES_NOT_EXIST"],
  ["0x800705b4", "ERROR_TIMEOUT"],
  ["0x800706ba", "RPC_S_SERVER_UNAVAILABLE"],
  ["0x800706be", "RPC_S_CALL_FAILED"],
  ["0x8007274c", "WSAETIMEDOUT"],
  ["0x80370102", "HCS_E_HYPERV_NOT_INSTALLED"],
]);
