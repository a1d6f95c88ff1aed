/** Every Windows program of the lab: where it lies on the C: drive and what plays it. */

export interface ToolEntry {
  /** Below the C: drive. */
  readonly path: string;
  /** Below `test/lab/`. */
  readonly source: string;
}

const system32 = (name: string, source = `windows/${name}Process.ts`): ToolEntry => ({
  path: `Windows/System32/${name}.exe`,
  source,
});

export const toolRegistry: readonly ToolEntry[] = [
  system32("wsl", "wsl/wslProcess.ts"),
  { path: "Program Files/WSL/wsl.exe", source: "wsl/wslProcess.ts" },
  system32("netstat"),
  system32("tasklist"),
  system32("taskkill"),
  system32("reg"),
  system32("netsh"),
  system32("schtasks"),
  system32("w32tm"),
  system32("sc"),
  system32("cmd"),
  system32("ipconfig"),
  system32("hostname"),
  { path: "Windows/System32/WindowsPowerShell/v1.0/powershell.exe", source: "windows/powershellProcess.ts" },
];
