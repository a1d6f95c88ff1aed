import assert from "node:assert/strict";
import { type Lab, startLab } from "../lab.ts";
import {
  entryOf,
  eventually,
  readOnWindows,
  serveInside,
  serveOnWindows,
  sh,
  tryToServeInside,
} from "./suiteSupport.ts";

const name = "Ubuntu";

describe("lab: Windows' programs", () => {
  let lab: Lab;
  const windows = async (...argv: [string, ...string[]]) => {
    const { code, stdout, stderr } = await lab.windows(argv);
    return { code, stdout: stdout.toString("latin1"), stderr: stderr.toString("latin1") };
  };
  /** `node.exe`: who listens there, by netstat and tasklist. */
  const ownerOf = async (address: string) => {
    const { stdout } = await windows("netstat.exe", "-ano");
    const row = stdout
      .split("\r\n")
      .find((line) => line.includes(` ${address} `) && line.includes("LISTENING"));
    if (row === undefined) return null;
    const pid = row.trim().split(/\s+/).at(-1) ?? "";
    assert.equal(Number(pid) % 4, 0);
    const tasks = await windows("tasklist.exe", "/FI", `PID eq ${pid}`, "/FO", "CSV", "/NH");
    return tasks.stdout.split(",")[0]?.replaceAll('"', "") ?? null;
  };
  before(async () => {
    lab = await startLab({ machine: { relayPollMs: 100 } });
    await lab.install(name);
  });
  after(() => lab.stop());

  it("netstat and tasklist know who listens: Windows' own program or the relay", async () => {
    const native = await serveOnWindows(lab, 4001);
    const guest = await serveInside(lab, name, 4002);
    try {
      await eventually(
        () => readOnWindows(lab, 4002),
        (text) => text === "guest",
      );
      assert.equal(await ownerOf("127.0.0.1:4001"), "node.exe");
      assert.equal(await ownerOf("127.0.0.1:4002"), "wslrelay.exe");
      const { stdout } = await windows("tasklist.exe", "/SVC");
      assert.match(stdout, /^wslservice\.exe +\d+ WslService/m);
    } finally {
      await native.end();
      await guest.end();
    }
    await eventually(
      () => ownerOf("127.0.0.1:4002"),
      (owner) => owner === null,
    );
  });

  it("PowerShell sees the same", async () => {
    const guest = await serveInside(lab, name, 4003);
    try {
      await eventually(
        () => readOnWindows(lab, 4003),
        (text) => text === "guest",
      );
      const script =
        "Get-NetTCPConnection -State Listen -LocalPort 4003 | " +
        "ForEach-Object { (Get-Process -Id $_.OwningProcess).ProcessName }";
      const encoded = Buffer.from(`$ProgressPreference='SilentlyContinue'; ${script}`, "utf16le").toString(
        "base64",
      );
      const { code, stdout, stderr } = await windows(
        "powershell.exe",
        "-NoProfile",
        "-EncodedCommand",
        encoded,
      );
      assert.deepEqual({ code, stdout, stderr }, { code: 0, stdout: "wslrelay\r\n", stderr: "" });
      const unknown = await windows("powershell.exe", "-NoProfile", "-Command", "Get-Weather");
      assert.equal(unknown.code, 1);
      assert.match(unknown.stderr, /CommandNotFoundException/);
    } finally {
      await guest.end();
    }
  });

  it("reg query shows the instances", async () => {
    const key = "HKCU\\Software\\Microsoft\\Windows\\CurrentVersion\\Lxss";
    const { stdout } = await windows("reg.exe", "query", key, "/s");
    const guid = (await entryOf(lab, name))?.guid ?? "";
    assert.ok(stdout.includes(`    DefaultDistribution    REG_SZ    ${guid}\r\n`), stdout);
    assert.match(stdout, /^ {4}DistributionName {4}REG_SZ {4}Ubuntu\r$/m);
    await sh(lab, name, "true");
    const address = await windows("reg.exe", "query", key, "/v", "NatIpAddress");
    assert.match(address.stdout, /REG_SZ {4}172\.29\.\d+\.\d+\r/);
    const missing = await windows("reg.exe", "query", "HKCU\\Software\\Nothing");
    assert.deepEqual([missing.code, missing.stdout], [1, ""]);
  });

  it("portproxy forwards, goes stale with the address, and is forgotten when deleted", async () => {
    const guest = await serveInside(lab, name, 4005, { address: "0.0.0.0" });
    const show = () => windows("netsh.exe", "interface", "portproxy", "show", "all");
    try {
      const address = await sh(lab, name, "hostname -I | cut -d' ' -f1");
      const rule = [
        "listenaddress=0.0.0.0",
        "listenport=5005",
        `connectaddress=${address}`,
        "connectport=4005",
      ];
      assert.equal((await windows("netsh.exe", "interface", "portproxy", "add", "v4tov4", ...rule)).code, 0);
      assert.equal(await readOnWindows(lab, 5005), "guest");
      assert.equal(await ownerOf("0.0.0.0:5005"), "svchost.exe");
      const lan = await lab.lanPeer([process.execPath, "-e", readFrom("192.168.77.10", 5005)]);
      assert.equal(lan.stdout.toString(), "guest");
      assert.ok((await show()).stdout.includes(`0.0.0.0         5005        ${address.padEnd(15)} 4005\r\n`));
      await windows(
        "netsh.exe",
        "interface",
        "portproxy",
        "set",
        "v4tov4",
        ...rule.slice(0, 2),
        "connectaddress=172.29.15.9",
      );
      assert.notEqual(await readOnWindows(lab, 5005), "guest", "nobody has that address");
    } finally {
      await guest.end();
    }
    const key = ["listenaddress=0.0.0.0", "listenport=5005"];
    assert.equal((await windows("netsh.exe", "interface", "portproxy", "delete", "v4tov4", ...key)).code, 0);
    assert.equal((await show()).stdout, "\r\n");
    const again = await windows("netsh.exe", "interface", "portproxy", "delete", "v4tov4", ...key);
    assert.deepEqual([again.code, again.stdout], [1, "The system cannot find the file specified.\r\n\r\n"]);
    assert.equal(await readOnWindows(lab, 5005), "ECONNREFUSED");
  });

  it("excluded port ranges are told, and hold for portproxy", async () => {
    lab.machine({ excludedPorts: [[5100, 5199]] });
    try {
      const { stdout } = await windows(
        "netsh.exe",
        "int",
        "ipv4",
        "show",
        "excludedportrange",
        "protocol=tcp",
      );
      assert.match(stdout, /\r\n {6}5100 {8}5199 {6}\r\n/);
      const rule = ["5150", "127.0.0.1", "4001"];
      await windows("netsh.exe", "interface", "portproxy", "add", "v4tov4", ...rule);
      assert.equal(await readOnWindows(lab, 5150), "ECONNREFUSED");
    } finally {
      lab.machine({ excludedPorts: [] });
      await windows("netsh.exe", "interface", "portproxy", "reset");
    }
  });

  it("speak the language of Windows in its code page", async () => {
    lab.machine({ language: "de-DE" });
    const native = await serveOnWindows(lab, 4006);
    try {
      assert.match(
        (await windows("netstat.exe", "-ano")).stdout,
        /127\.0\.0\.1:4006 +0\.0\.0\.0:0 +ABH\x99REN +\d+\r/,
      );
      assert.match(
        (await windows("reg.exe", "query", "HKCU\\X")).stderr,
        /^FEHLER: .*Registrierungsschl\x81ssel/,
      );
    } finally {
      await native.end();
      lab.machine({ language: "en-US" });
    }
  });

  it("taskkill ends programs of Windows; nothing else has a number there", async () => {
    const native = await serveOnWindows(lab, 4007);
    try {
      const { stdout } = await windows("netstat.exe", "-ano");
      const pid = /:4007 .*LISTENING +(\d+)/.exec(stdout)?.[1] ?? "";
      assert.equal((await windows("taskkill.exe", "/PID", pid, "/T", "/F")).code, 0);
      await eventually(
        () => readOnWindows(lab, 4007),
        (text) => text === "ECONNREFUSED",
      );
      assert.equal((await windows("taskkill.exe", "/PID", pid, "/F")).code, 128);
    } finally {
      await native.end();
    }
    const service = /^wslservice\.exe +(\d+)/m.exec((await windows("tasklist.exe")).stdout)?.[1] ?? "";
    assert.equal(
      (await windows("taskkill.exe", "/PID", service, "/F")).code,
      1,
      "services are not ours to end",
    );
  });

  it("scheduled tasks are kept and run", async () => {
    const task = ["/TN", "Keep", "/TR", `wsl.exe -d ${name} --exec sleep 60`, "/SC", "ONLOGON"] as const;
    assert.equal((await windows("schtasks.exe", "/Create", ...task)).code, 0);
    assert.equal((await windows("schtasks.exe", "/Run", "/TN", "Keep")).code, 0);
    await eventually(
      () => sh(lab, name, "pgrep -fc '^sleep 60' || true"),
      (count) => count === "1",
    );
    const state = "(Get-ScheduledTask -TaskName Keep).State";
    assert.equal((await windows("powershell.exe", "-Command", state)).stdout, "Running\r\n");
    assert.equal((await windows("schtasks.exe", "/End", "/TN", "Keep")).code, 0);
    assert.match(
      (await windows("schtasks.exe", "/Query", "/TN", "Keep", "/FO", "CSV", "/NH")).stdout,
      /"Ready"\r\n$/,
    );
    assert.equal((await windows("schtasks.exe", "/Delete", "/TN", "Keep", "/F")).code, 0);
    assert.equal((await windows("schtasks.exe", "/Query", "/TN", "Keep")).code, 1);
  });

  it("in mirrored mode what the guest listens on is no program's on Windows", async () => {
    await lab.ask("shutdown", { force: true });
    lab.machine({ networkingMode: "mirrored" });
    try {
      const guest = await serveInside(lab, name, 4009);
      try {
        assert.equal(await readOnWindows(lab, 4009), "guest");
        assert.equal(await ownerOf("127.0.0.1:4009"), null);
        assert.doesNotMatch((await windows("tasklist.exe")).stdout, /wslrelay|perl|systemd/);
      } finally {
        await guest.end();
      }
      const native = await serveOnWindows(lab, 4010);
      assert.match(await tryToServeInside(lab, name, 4010), /Address already in use/);
      await native.end();
    } finally {
      await lab.ask("shutdown", { force: true });
      lab.machine({ networkingMode: "nat" });
    }
  });
});

/** A program that prints what it reads from there. */
function readFrom(host: string, port: number): string {
  return `require("net").connect(${port}, "${host}").on("data", (d) => process.stdout.write(d))`;
}
