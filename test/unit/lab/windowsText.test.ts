import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { encodeOem, oemCodePage } from "../../lab/windows/codePage.ts";
import { w32tmStatus, w32tmStopped } from "../../lab/windows/w32tmText.ts";
import { splitCommandLine } from "../../lab/windows/windowsCommandLine.ts";
import { hostPid, quoteArgument, windowsPid, windowsProcesses } from "../../lab/windows/windowsProcesses.ts";
import { parseLine } from "../../lab/windows/windowsSockets.ts";
import { readWindowsState, writeWindowsState } from "../../lab/windows/windowsState.ts";
import { withCrLf } from "../../lab/windows/windowsTool.ts";

const samples = new URL("../../fixtures/wsl-samples/windows/", import.meta.url);

describe("Windows' words and numbers in the lab", () => {
  it("are in the code page of the language", () => {
    const recorded = readFileSync(new URL("powershell-oem.de.stdout", samples));
    const text = "Der Vorgang wurde erfolgreich ausgeführt: C:\\Users\\Jürgen\n";
    assert.deepEqual(encodeOem(withCrLf(text), oemCodePage("de-DE")), recorded);
    assert.equal(encodeOem("Привет", oemCodePage("ru-RU")).toString("hex"), "8fe0a8a2a5e2");
    assert.equal(encodeOem("한국", oemCodePage("ko-KR")).toString("hex"), "c7d1b1b9");
    assert.equal(encodeOem("日本", oemCodePage("en-US")).toString(), "??");
  });

  it("w32tm /query /status as recorded", () => {
    const status = {
      isSynchronized: true,
      language: "en-US",
      lastSync: new Date(2026, 8, 13, 10, 21, 33),
      server: "time.windows.com,0x9",
      serverAddress: "40.119.148.38",
    };
    assertSample("w32tm.en.stdout", w32tmStatus(status));
    assertSample("w32tm.de.stdout", w32tmStatus({ ...status, language: "de-DE" }), "de-DE");
    assertSample("w32tm.en.unsynced.stdout", w32tmStatus({ ...status, isSynchronized: false }));
    assertSample("w32tm.stopped.stdout", w32tmStopped);
  });

  it("command lines are split and quoted as CommandLineToArgvW reads them", () => {
    const words = ["a b", "", 'say "x"', "C:\\dir\\", "C:\\a b\\", '\\\\"', "plain"];
    assert.deepEqual(splitCommandLine(words.map(quoteArgument).join("  ")), words);
    assert.deepEqual(splitCommandLine('"C:\\Program Files\\x.exe" /a'), ["C:\\Program Files\\x.exe", "/a"]);
  });

  it("pids are multiples of 4 and lead back", () => {
    assert.equal(windowsPid(1234), 4936);
    assert.equal(hostPid(4936), 1234);
    assert.equal(hostPid(4935), null);
    assert.equal(hostPid(4), null);
  });

  it("sockets of both families are read", () => {
    const tcp6 =
      "   0: 00000000000000000000000001000000:4965 00000000000000000000000000000000:0000 0A 00000000:00000000 00:00000000 00000000     0        0 4711 1 0 100 0 0 10 0";
    assert.deepEqual(parseLine(tcp6, "tcp6"), {
      inode: "4711",
      row: {
        protocol: "TCP",
        family: "ipv6",
        localAddress: "::1",
        localPort: 18789,
        remoteAddress: "::",
        remotePort: 0,
        state: "Listen",
      },
    });
    const mapped = tcp6.replace("00000000000000000000000001000000", "0000000000000000FFFF00000100007F");
    assert.equal(parseLine(mapped, "tcp6")?.row.localAddress, "127.0.0.1");
    assert.equal(parseLine(mapped, "tcp6")?.row.family, "ipv4");
    assert.equal(parseLine("", "tcp"), null);
  });

  it("this process is found in its own network", () => {
    const self = windowsProcesses(process.pid, null).find(({ hostPid }) => hostPid === process.pid);
    assert.equal(self?.image, "node.exe");
    assert.equal(self?.pid, process.pid * 4);
  });

  it("state is kept beside what is not there", () => {
    const home = mkdtempSync(join(tmpdir(), "gl-"));
    try {
      writeWindowsState(home, { clock: "stopped" });
      assert.deepEqual(readWindowsState(home), { ...readWindowsState("/nowhere"), clock: "stopped" });
    } finally {
      rmSync(home, { recursive: true });
    }
  });
});

function assertSample(file: string, text: string, language: string = "en-US"): void {
  const written = encodeOem(withCrLf(text), oemCodePage(language));
  assert.equal(written.toString("latin1"), readFileSync(new URL(file, samples), "latin1"), file);
}
