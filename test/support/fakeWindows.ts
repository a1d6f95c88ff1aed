import type { FakeCommand, FakeMachineScript } from "./fakeMachine.ts";

/** One row of a scripted `netstat -ano`; its owner is a line of `tasklist`. */
export interface FakeSocket {
  readonly address: string;
  readonly port: number;
  readonly pid: number;
  readonly program: string;
}

/** What the tools of a Windows machine print, for `commands` of a fake machine. `dir` is their folder. */
export function windowsTools(
  sockets: readonly FakeSocket[],
  dir = "C:\\Windows\\System32\\",
): Readonly<Record<string, FakeCommand>> {
  const rows = sockets.map(({ address, port, pid }) => {
    const isV6 = address.includes(":");
    return `  TCP    ${isV6 ? `[${address}]` : address}:${port}   ${isV6 ? "[::]:0" : "0.0.0.0:0"}   LISTENING   ${pid}`;
  });
  const tasks = sockets.map(({ pid, program }) => `"${program}","${pid}","Console","1","9,000 K"`);
  return {
    [`${dir}netstat.exe -ano`]: ["", "Active Connections", "", ...rows, ""].join("\r\n"),
    [`${dir}tasklist.exe /FO CSV /NH`]: [...new Set(tasks), ""].join("\r\n"),
    [`${dir}netsh.exe interface portproxy show all`]: "\r\n",
  };
}

/** A Windows machine on which these sockets listen and nothing else is known. */
export function windowsMachine(
  sockets: readonly FakeSocket[],
  change: FakeMachineScript = {},
): FakeMachineScript {
  return {
    ...change,
    facts: { platform: "win32", hostname: "DESKTOP-LAB", homeDir: "C:\\Users\\dev", ...change.facts },
    environments: {
      self: { SystemRoot: "C:\\Windows", USERPROFILE: "C:\\Users\\dev" },
      ...change.environments,
    },
    commands: { ...windowsTools(sockets), ...change.commands },
  };
}

export const relayV4: FakeSocket = { address: "127.0.0.1", port: 18_789, pid: 8512, program: "wslrelay.exe" };
export const relayV6: FakeSocket = { address: "::1", port: 18_789, pid: 8512, program: "wslrelay.exe" };
