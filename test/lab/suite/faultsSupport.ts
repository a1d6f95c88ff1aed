/** What the tests of the faults look at, as users would: with wsl.exe, systemctl and curl. */
import assert from "node:assert/strict";
import type { FaultTarget } from "../faults/labFault.ts";
import { labFaults } from "../faults/registry.ts";
import { isFullRun } from "../../support/fullRun.ts";
import { startLab, type Lab } from "../lab.ts";
import type { WindowsMachine } from "../protocol.ts";
import { eventually, sh } from "./suiteSupport.ts";

export const instance = "OpenClawGateway";
export const port = 18_789;
export const token = "lab-token-0123456789abcdef";

/** The usual Windows; in a full run both networks, and both ways in which an instance is terminated. */
export const machines: readonly Partial<WindowsMachine>[] = isFullRun
  ? (["nat", "mirrored"] as const).flatMap((networkingMode) =>
      ["2.9.4.0", "2.6.1.0"].map((wslVersion) => ({ networkingMode, wslVersion })),
    )
  : [{ networkingMode: "nat" }];

/** What of an instance the faults change, to see that all is as it was. */
const stateScript = `unit=openclaw-gateway.service; home=/home/openclaw; cd $home
systemctl --user show $unit -p LoadState,UnitFileState,FragmentPath,DropInPaths,Environment,EnvironmentFiles,NeedDaemonReload
systemctl --user show $unit -p ExecStart | sed 's/start_time.*//'
find .config .openclaw/.env .nvm start-gateway.sh /etc/systemd/system/$unit /etc/ld.so.preload /usr/local/lib \\
  /etc/systemd/journald.conf.d/* /var/log/journal -maxdepth 6 ! -name '*.journal*' 2>/dev/null | sort
cat .config/systemd/user/$unit .openclaw/openclaw.json /etc/resolv.conf
loginctl show-user openclaw -p Linger
grep -e /run/user/1000 -e $home /proc/mounts
exit 0`;

export class FaultScene {
  readonly lab: Lab;
  readonly #target: FaultTarget;

  constructor(lab: Lab) {
    this.lab = lab;
    this.#target = { home: lab.home, instance };
  }

  async apply(id: string): Promise<void> {
    await faultOf(id).apply(this.#target);
  }

  async clear(id: string): Promise<void> {
    await faultOf(id).clear(this.#target);
  }

  /** Applies a fault, looks and clears it: then everything is as it was. */
  async during(id: string, see: () => Promise<void>): Promise<void> {
    const before = await this.owner(stateScript);
    assert.match(before, /LoadState=loaded/);
    await this.apply(id);
    try {
      await see();
    } finally {
      await this.clear(id);
    }
    assert.equal(await this.owner(stateScript), before);
    await this.untilActive();
  }

  /** Runs a script as the gateway's account, without logging it in. */
  owner(script: string): Promise<string> {
    const as = "setpriv --reuid=openclaw --regid=openclaw --init-groups";
    const env = "env HOME=/home/openclaw XDG_RUNTIME_DIR=/run/user/1000";
    return this.root(`exec ${as} ${env} /bin/sh -c '${script.replaceAll("'", "'\\''")}'`);
  }

  root(script: string): Promise<string> {
    return sh(this.lab, instance, `exec 2>&1; ${script}`, "root");
  }

  /** What systemctl shows of the gateway's unit. */
  async unit(...properties: readonly string[]): Promise<Record<string, string>> {
    const text = await this.owner(`systemctl --user show openclaw-gateway -p ${properties.join(",")}`);
    return Object.fromEntries(
      text.split("\n").map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
    );
  }

  /** Waits until systemctl shows this. */
  async untilUnit(wanted: Readonly<Record<string, string>>, limitMs = 30_000): Promise<void> {
    const holds = (shown: Record<string, string>) =>
      Object.entries(wanted).every(([name, value]) => shown[name] === value);
    await eventually(() => this.unit(...Object.keys(wanted)), holds, limitMs);
  }

  untilActive(): Promise<void> {
    return this.untilUnit({ ActiveState: "active", SubState: "running", Result: "success" });
  }

  /** HTTP status and curl's exit code of the gateway's health, inside. */
  curlInside(options = ""): Promise<string> {
    return this.root(curl(options));
  }

  /** The same on Windows. */
  async curlOnWindows(options = ""): Promise<string> {
    const { stdout } = await this.lab.windows(["/bin/sh", "-c", curl(options)]);
    return stdout.toString().trim();
  }

  /** Waits until the gateway answers, inside and on Windows' localhost. */
  async untilAnswering(): Promise<void> {
    for (const ask of [() => this.curlInside(), () => this.curlOnWindows()])
      await eventually(ask, (answer) => answer === "200 0", 90_000);
  }

  /** HTTP status of a request that needs the gateway's token. */
  async statusWith(credential: string): Promise<string> {
    const headers = `-H 'Authorization: Bearer ${credential}' -H 'Content-Type: application/json'`;
    const url = `http://127.0.0.1:${port}/tools/invoke`;
    return this.root(`curl -s -m 10 -o /dev/null -w '%{http_code}' ${headers} -d '{}' ${url}`);
  }

  /** Runs wsl.exe: its exit code and what it wrote. */
  async wsl(...args: readonly string[]): Promise<{ readonly code: number | null; readonly text: string }> {
    return this.windows("wsl.exe", ...args);
  }

  async windows(program: string, ...args: readonly string[]) {
    const { code, stdout, stderr } = await this.lab.windows([program, ...args], { env: { WSL_UTF8: "1" } });
    // A WSL that must be updated first writes UTF-16 all the same.
    return { code, text: `${stdout.toString()}${stderr.toString()}`.replaceAll(/[\r\0]/g, "").trim() };
  }
}

export async function startFaultScene(machine: Partial<WindowsMachine> = {}): Promise<FaultScene> {
  const usual = { relayPollMs: 100, instanceIdleMs: -1, vmIdleMs: 100 };
  return new FaultScene(await startLab({ machine: { ...usual, ...machine } }));
}

const curl = (options: string): string =>
  `curl -s -m 3 -o /dev/null -w '%{http_code}' ${options} http://127.0.0.1:${port}/healthz; echo " $?"`;

function faultOf(id: string) {
  const fault = labFaults.find((one) => one.id === id);
  assert.ok(fault, id);
  return fault;
}
