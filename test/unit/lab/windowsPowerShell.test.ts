import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { defaultMachine } from "../../lab/machineFile.ts";
import type { WindowsMachine } from "../../lab/protocol.ts";
import { runScript, type ScriptResult } from "../../lab/windows/powershell/runScript.ts";
import type { WindowsFacts } from "../../lab/windows/powershell/session.ts";
import type { WindowsProcess } from "../../lab/windows/windowsProcesses.ts";
import type { WindowsSocket } from "../../lab/windows/windowsSockets.ts";
import { readWindowsState } from "../../lab/windows/windowsState.ts";
import { withCrLf } from "../../lab/windows/windowsTool.ts";

const columns = "LocalAddress,LocalPort,State,OwningProcess";

describe("the lab's PowerShell", () => {
  it("shows sockets as recorded", () => {
    const query = `Get-NetTCPConnection -State Listen -LocalPort 18789 | Select-Object ${columns}`;
    assertSample("get-nettcp.ps5.array.stdout", run(`${query} | ConvertTo-Json`).stdout);
    const one = `Get-NetTCPConnection -State Listen -LocalAddress 127.0.0.1 | Select ${columns}`;
    assertSample("get-nettcp.ps5.single.stdout", run(`${one} | ConvertTo-Json`).stdout);
    const compact = `ConvertTo-Json -Compress -Depth 4 -InputObject @(${one})`;
    assertSample("get-nettcp.compress.stdout", run(compact).stdout);
  });

  it("says what it did not find, or is silent", () => {
    const query = "Get-NetTCPConnection -State Listen -LocalPort 4";
    const { stderr, exitCode, stdout } = run(query);
    assert.match(
      stderr,
      /^Get-NetTCPConnection : No matching MSFT_NetTCPConnection objects found by CIM query/,
    );
    assert.match(
      stderr,
      /\(\(LocalPort = 4\)\) AND \(\(State = 2\)\)\. Verify query\s+parameters and retry\./,
    );
    assert.deepEqual({ exitCode, stdout }, { exitCode: 1, stdout: "" });
    assert.equal(run(`${query} -ErrorAction SilentlyContinue`).stderr, "");
    assert.equal(run(`${query} -EA SilentlyContinue | ConvertTo-Json`).stdout, "");
  });

  it("wraps the message as recorded", () => {
    const { stderr } = run("Get-NetTCPConnection -State Listen -LocalPort 18789 -OwningProcess 1");
    const message = stderr.replace(" AND ((OwningProcess = 1))", "");
    assertSample("get-nettcp.none.stderr", message.split("\n").slice(0, 3).join("\n") + "\n");
  });

  it("refuses what it does not know as PowerShell does", () => {
    const { stderr, exitCode } = run("Get-Weather -City Oslo");
    assert.equal(exitCode, 1);
    assert.equal(
      stderr,
      "Get-Weather : The term 'Get-Weather' is not recognized as the name of a cmdlet, function, script file, or operable \n" +
        "program. Check the spelling of the name, or if a path was included, verify that the path is correct and try again.\n" +
        "At line:1 char:1\n+ Get-Weather -City Oslo\n+ ~~~~~~~~~~~\n" +
        "    + CategoryInfo          : ObjectNotFound: (Get-Weather:String) [], CommandNotFoundException\n" +
        "    + FullyQualifiedErrorId : CommandNotFoundException\n \n",
    );
  });

  it("goes on with the next statement after an error", () => {
    const { stdout, exitCode } = run("Get-Weather; 'still here'");
    assert.deepEqual({ stdout, exitCode }, { stdout: "still here\n", exitCode: 0 });
  });

  it("catches an error that stops", () => {
    const script = "try { Get-Process -Id 1 -ErrorAction Stop; 'no' } catch { 'caught' }";
    assert.equal(run(script).stdout, "caught\n");
  });

  it("writes UTF-8 once told so", () => {
    assert.equal(run("'ä'").isUtf8, false);
    const script = "try { [Console]::OutputEncoding = [Text.UTF8Encoding]::new($false) } catch { }; 'ä'";
    assert.deepEqual([run(script).isUtf8, run(script).stdout], [true, "ä\n"]);
  });

  it("puts errors and progress into XML where the script was encoded", () => {
    assert.match(
      run("Get-Weather", true).stderr,
      /^#< CLIXML\n<Objs Version="1\.1\.0\.1".*<S S="Error">Get-Weather :/,
    );
    assert.equal(run("'x'", true).stderr.startsWith("#< CLIXML"), true);
    assert.equal(run("$ProgressPreference = 'SilentlyContinue'; 'x'", true).stderr, "");
  });

  it("lists processes with their command lines", () => {
    const script = `Get-CimInstance Win32_Process -Filter "ProcessId=8512 OR Name='node.exe'" |
      Select-Object ProcessId, @{n='Line';e={$_.CommandLine}} | ConvertTo-Json -Compress`;
    assert.equal(
      run(script).stdout,
      '[{"ProcessId":4000,"Line":"node.exe \\u0027a b\\u0027"},{"ProcessId":8512,"Line":"\\"C:\\\\Program Files\\\\WSL\\\\wslrelay.exe\\" --mode 1"}]\n',
    );
    assert.equal(run("(Get-Process -Id 8512).ProcessName").stdout, "wslrelay\n");
    assert.equal(run("Get-Process node | Where-Object { $_.Id -gt 5 } | % Id").stdout, "4000\n");
  });

  it("knows hash tables, conditions and strings with variables in them", () => {
    const script = `$a = @{ Name = 'x'; List = 1,2,3 }
      if ($a.List.Count -eq 3 -and -not $false) { "n=$($a.Name) $($a.List -join '-')" } else { 'no' }`;
    assert.equal(run(script).stdout, "n=x 1-2-3\n");
    const nested = "ConvertTo-Json @{ a = @{ b = 1 } }";
    assert.equal(run(nested).stdout, '{\n    "a":  {\n              "b":  1\n          }\n}\n');
  });

  it("answers from the state of Windows", () => {
    const name = "'{40E0AC32-46A5-438A-A0B2-2B479E8F2E90}'";
    const script = `Get-NetFirewallHyperVVMSetting -PolicyStore ActiveStore -Name ${name} |
      Select Name,DefaultInboundAction | ConvertTo-Json -Compress`;
    assert.match(run(script).stdout, /"DefaultInboundAction":4\}/);
    assert.equal(run("(Get-NetFirewallProfile -Name Public).Enabled").stdout, "True\n");
    assert.equal(
      run("(Get-DnsClientServerAddress -AddressFamily IPv4)[0].ServerAddresses").stdout,
      "192.168.77.1\n",
    );
    assert.equal(run("(Get-CimInstance Win32_OperatingSystem).MUILanguages[0]").stdout, "en-US\n");
    const events = `Get-WinEvent -FilterHashtable @{LogName='System';ProviderName='Microsoft-Windows-Kernel-Power';Id=42,107}`;
    assert.match(run(events).stderr, /No events were found/);
    assert.match(
      run("Get-ScheduledTask -TaskName Nothing").stderr,
      /^Get-ScheduledTask : No MSFT_ScheduledTask/,
    );
  });

  it("prints no object without being told how", () => {
    assert.throws(() => run("Get-Process"), /use ConvertTo-Json/);
  });
});

function run(script: string, isEncoded = false): ScriptResult {
  return runScript(script, facts, isEncoded);
}

function assertSample(file: string, text: string): void {
  const sample = readFileSync(
    new URL(`../../fixtures/wsl-samples/windows/${file}`, import.meta.url),
    "latin1",
  );
  assert.equal(withCrLf(text), sample, file);
}

const machine: WindowsMachine = { ...defaultMachine, hasWsl1: true };

const process: WindowsProcess = {
  pid: 8512,
  parentPid: 4,
  hostPid: null,
  image: "wslrelay.exe",
  commandLine: '"C:\\Program Files\\WSL\\wslrelay.exe" --mode 1',
  services: [],
  memoryKb: 1,
  cpuMs: 0,
  startedAt: new Date(0),
};
const processes = [{ ...process, pid: 4000, image: "node.exe", commandLine: "node.exe 'a b'" }, process];

const relayed: WindowsSocket = {
  protocol: "TCP",
  family: "ipv4",
  localAddress: "127.0.0.1",
  localPort: 18789,
  remoteAddress: "0.0.0.0",
  remotePort: 0,
  state: "Listen",
  pid: 8512,
};
const sockets = [{ ...relayed, family: "ipv6", localAddress: "::1", remoteAddress: "::" } as const, relayed];

const facts: WindowsFacts = {
  home: "/nowhere",
  machine,
  state: readWindowsState("/nowhere"),
  side: { info: null, processes, sockets: () => sockets },
};
