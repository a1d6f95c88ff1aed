import assert from "node:assert/strict";
import { isFullRun } from "../../support/fullRun.ts";
import { startInstaller, type Installer } from "../installer/installer.ts";
import type { SitePart } from "../installer/site.ts";
import { startLab, type Lab } from "../lab.ts";

const instance = "OpenClawGateway";
const openclawUser = "install -d -o openclaw -g openclaw /opt/openclaw";
/** As the documentation of OpenClaw gives it. */
const publicCommand = "curl -fsSL https://openclaw.ai/install-cli.sh | bash -s -- --prefix /opt/openclaw";
const jsonCommand = `set -o pipefail; ${publicCommand} --json`;

describe("the public installer in a lab", function () {
  this.timeout(300_000);
  let lab: Lab;
  let installer: Installer;

  before(async function () {
    this.timeout(900_000); // it may have to build the root, install the gateway and pack Node
    lab = await startLab();
    installer = await startInstaller(lab.place);
    await lab.ask("install", { distribution: "Ubuntu-24.04", name: instance });
    const made = await inside("root", `useradd --create-home --shell /bin/bash openclaw && ${openclawUser}`);
    assert.equal(made.code, 0, made.stderr);
  });
  after(() => lab?.stop());
  afterEach(() => installer.fault(null));

  it("installs the real package with the real script, and leaves a CLI that answers", async () => {
    const run = await inside("openclaw", publicCommand);
    assert.equal(run.code, 0, run.stdout + run.stderr);
    assert.match(run.stdout, /OpenClaw installed \(OpenClaw 2026\.9\.6/);
    const version = await inside("openclaw", "/opt/openclaw/bin/openclaw --version");
    assert.match(version.stdout, /^OpenClaw 2026\.9\.6/);
    const asked = await installer.requests();
    const hosts = new Set(asked.map(({ host }) => host));
    assert.deepEqual([...hosts], ["openclaw.ai", "nodejs.org", "registry.npmjs.org"]);
    // npm also asks for optional peers, which no lockfile pins; whatever it then fetched was there.
    const archives = asked.filter(({ path }) => path.includes("/-/"));
    assert.ok(archives.length > 300, String(archives.length));
    assert.deepEqual(
      archives.filter(({ status }) => status !== 200),
      [],
    );
    await inside("openclaw", "rm -rf /opt/openclaw/* ~/.npm");
  });

  const untrusted = /SSL certificate problem: self-signed certificate in certificate chain/;
  const expired = /SSL certificate problem: certificate has expired/;
  const cut = /curl: \((18|56)\)/;

  // curl's exit codes: 60 for a certificate, 22 for an answer of 400 and above, 56 for TLS that just ends.
  for (const [fault, on, code, said] of [
    ["untrusted-certificate", "script", 60, untrusted],
    ["expired-certificate", "script", 60, expired],
    ["expired-certificate", "node", 60, expired],
    ["not-found", "script", 22, /The requested URL returned error: 404/],
    ["not-found", "node", 22, /The requested URL returned error: 404/],
    ["cut-off", "node", 56, cut],
    ["script-wants-newer-node", "script", 22, /The requested URL returned error: 404/],
  ] as const satisfies readonly (readonly [string, SitePart, number, RegExp])[]) {
    it(`ends as curl does with ${fault} on the ${on}`, async () => {
      installer.fault(fault, on);
      const run = await inside("openclaw", jsonCommand);
      assert.match(run.stderr, said);
      assert.equal(run.code, code, run.stdout + run.stderr);
      assert.doesNotMatch(run.stdout, /"event":"(done|error)"/);
    });
  }

  it("leaves the shell with half a script when that is cut off", async () => {
    installer.fault("cut-off", "script");
    const run = await inside("openclaw", publicCommand);
    assert.match(run.stderr, cut);
    // Only the end of the script runs anything.
    assert.equal(run.code, 2, run.stdout);
    assert.match(run.stderr, /syntax error: unexpected end of file/);
  });

  it("waits for a slow site", async () => {
    installer.fault("slow", "script");
    const began = performance.now();
    const run = await inside("openclaw", `${publicCommand} --help`);
    assert.equal(run.code, 0, run.stderr);
    assert.match(run.stdout, /^Usage: install-cli\.sh/);
    assert.ok(performance.now() - began > 7_000);
  });

  it("hangs on a stalled site until somebody loses patience", async () => {
    installer.fault("stalled", "script");
    const run = await inside("openclaw", `timeout 5 bash -c '${publicCommand} --help'`);
    assert.equal(run.code, 124);
  });

  describe("with Node there already", () => {
    before(async () => {
      const run = await inside("openclaw", `${publicCommand} --node-only`);
      assert.equal(run.code, 0, run.stdout + run.stderr);
    });

    for (const [fault, said] of [
      ["expired-certificate", /CERT_HAS_EXPIRED/],
      ["not-found", /E404/],
      ["package-wants-newer-node", /requires Node >=27\.99\.0/],
    ] as const) {
      // It takes two whole installs.
      if (fault === "package-wants-newer-node" && !isFullRun) continue;
      it(`gives up after a second try with ${fault} on the packages`, async () => {
        installer.fault(fault, "packages");
        // npm would wait 10 s and 60 s before it asks again.
        const run = await inside("openclaw", jsonCommand, { npm_config_fetch_retries: "0" });
        assert.equal(run.code, 1, run.stdout + run.stderr);
        assert.match(
          run.stdout,
          /"event":"error","message":"npm install did not produce a usable OpenClaw package"/,
        );
        assert.match(run.stdout + run.stderr, said);
      });
    }
  });

  async function inside(user: string, script: string, env: Record<string, string> = {}) {
    const argv = ["/bin/bash", "-c", script] as const;
    const { status, ...run } = await lab.inside({ name: instance, user, argv, env, timeoutMs: 240_000 });
    return {
      code: status === null ? null : status >> 8,
      stdout: run.stdout.toString(),
      stderr: run.stderr.toString(),
    };
  }
});
