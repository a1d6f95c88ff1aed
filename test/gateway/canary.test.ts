/** Planted secrets come out nowhere: not in output, not in recordings, not in arguments, not to an impostor. */
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { watchArgv, type ArgvWatcher } from "../support/argvWatcher.ts";
import { leaks, makeCanary } from "../support/canary.ts";
import { startForeignServer } from "../support/foreignServers.ts";
import { runLens } from "../support/lensCli.ts";
import { startGateway, type RealGateway } from "../support/realGateway.ts";
import { connectAsNewDevice } from "../support/realGatewayDevice.ts";
import { makeGatewayHome, type GatewayHome } from "../support/realGatewayHome.ts";

const planted = {
  config: makeCanary("config"),
  remote: makeCanary("remote"),
  configEnv: makeCanary("config-env"),
  clientEnv: makeCanary("client-env"),
  unit: makeCanary("unit", "/+=&"),
  unitArgv: makeCanary("unit-argv", "/+=&"),
  dropIn: makeCanary("drop-in", "/+=&"),
  environmentFile: makeCanary("environment-file", "/+=&"),
  dotEnv: makeCanary("dot-env", "/+=&"),
  pasted: makeCanary("pasted", "/+="),
};

async function makePlantedHome(port?: number): Promise<GatewayHome> {
  const home = await makeGatewayHome({
    ...(port !== undefined && { port }),
    config: {
      gateway: { auth: { token: planted.config }, remote: { token: planted.remote } },
      env: { vars: { SOME_API_KEY: planted.configEnv } },
    },
  });
  const units = ".config/systemd/user";
  const unit = [
    "[Service]",
    `ExecStart=${process.execPath} ${home.server} gateway --port ${home.port} --token ${planted.unitArgv}`,
    `Environment=OPENCLAW_GATEWAY_TOKEN=${planted.unit}`,
    `EnvironmentFile=${join(home.stateDir, "gateway.systemd.env")}`,
  ];
  await home.write(`${units}/openclaw-gateway.service`, `${unit.join("\n")}\n`);
  await home.write(
    `${units}/openclaw-gateway.service.d/10-token.conf`,
    `[Service]\nEnvironment="OPENCLAW_GATEWAY_TOKEN=${planted.dropIn}"\n`,
  );
  await home.write(".openclaw/gateway.systemd.env", `OPENCLAW_GATEWAY_TOKEN=${planted.environmentFile}\n`);
  await home.write(".openclaw/.env", `OPENCLAW_GATEWAY_TOKEN=${planted.dotEnv}\n`);
  await home.write("pasted.log", pastedText);
  return home;
}

const pastedText = `2026-11-20T11:53:28.452+00:00 [ws] unauthorized conn=1 reason=token_mismatch token=${planted.pasted}
OPENCLAW_GATEWAY_TOKEN=${planted.pasted}
Authorization: Bearer ${planted.pasted}
http://127.0.0.1:18789/#token=${encodeURIComponent(planted.pasted)}
{"gateway":{"auth":{"token":"${planted.pasted}"}}}
`;

/** What the gateway itself keeps secret: tokens that it gave to devices, and its private keys. */
function storedSecrets(home: GatewayHome): Record<string, string> {
  const database = new DatabaseSync(join(home.stateDir, "state/openclaw.sqlite"), { readOnly: true });
  const secrets: Record<string, string> = {};
  for (const table of ["device_auth_tokens", "device_identities", "device_pairing_paired"]) {
    for (const row of database.prepare(`select * from ${table}`).all()) {
      for (const [column, value] of Object.entries(row)) {
        if (typeof value !== "string" || !/token|private/i.test(column)) continue;
        for (const secret of value.match(/[\w+/-]{40,}/g) ?? []) secrets[`${table}.${column}`] = secret;
      }
    }
  }
  database.close();
  return secrets;
}

function filesBelow(dir: string): string[] {
  return readdirSync(dir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe("planted secrets", () => {
  let gateway: RealGateway;
  let secrets: Record<string, string> = planted;
  let watcher: ArgvWatcher;

  before(async () => {
    gateway = await startGateway({ home: await makePlantedHome() });
    assert.equal(await connectAsNewDevice(gateway.port, planted.config), null);
    const stored = storedSecrets(gateway.home);
    assert.notDeepEqual(stored, {}, "the device store has secrets");
    secrets = { ...planted, ...stored };
    watcher = await watchArgv(secrets);
  });
  after(async () => {
    await watcher.stop();
    await gateway.stop();
    await gateway.home.remove();
  });

  async function assertSilent(...args: string[]): Promise<void> {
    const { home } = gateway;
    const run = await runLens(args, {
      env: { ...home.env, OPENCLAW_GATEWAY_TOKEN: planted.clientEnv },
      cwd: home.dir,
    });
    assert.notEqual(run.stdout.trim(), "", run.stderr);
    assert.doesNotMatch(run.stdout, /"error":/, `${args.join(" ")} did its work\n${run.stderr}`);
    assert.deepEqual(leaks(run.stdout, secrets), [], "on stdout");
    assert.deepEqual(leaks(run.stderr, secrets), [], "on stderr");
  }

  it("are seen by the watcher when a short-lived child has one in its arguments", async () => {
    const own = { control: makeCanary("control", "") };
    const control = await watchArgv(own);
    execFileSync(process.execPath, ["-e", "", own.control]);
    while (control.seen().length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    await control.stop();
  });

  for (const args of [["topology"], ["probe"], ["tokens"], ["explain", "pasted.log"]]) {
    it(`do not come out of ${args[0]}`, async () => {
      await assertSilent(...args, "--json");
      await assertSilent(...args, ...(args[0] === "probe" ? ["--quick"] : []));
    });
  }

  it("are in no recording and in no replay of one", async () => {
    const recording = join(gateway.home.dir, "recording");
    await assertSilent("record", recording);
    const files = filesBelow(recording);
    assert.notEqual(files.length, 0);
    for (const file of files) assert.deepEqual(leaks(readFileSync(file, "latin1"), secrets), [], file);
    for (const command of ["topology", "probe", "tokens"]) {
      await assertSilent(command, "--json", "--replay", recording);
      await assertSilent(command, "--replay", recording);
    }
  });

  it("are in nothing that the command line left in the home", () => {
    const own = /\/(\.openclaw|\.config\/systemd|tmp)\/|\/(gateway|pasted)\.log$/;
    for (const file of filesBelow(gateway.home.dir).filter((path) => !own.test(path))) {
      assert.deepEqual(leaks(readFileSync(file, "latin1"), secrets), [], file);
    }
  });

  it("were in no process's arguments all the while", () => {
    assert.deepEqual(watcher.seen(), []);
  });
});

describe("a program that imitates a gateway", () => {
  it("gets no token, from no rung", async () => {
    const impostor = await startForeignServer("impostor");
    const home = await makePlantedHome(impostor.port);
    try {
      for (const args of [["probe", "--json"], ["probe", "--quick"], ["topology"], ["tokens"]]) {
        await runLens(args, {
          env: { ...home.env, OPENCLAW_GATEWAY_TOKEN: planted.clientEnv },
          cwd: home.dir,
        });
      }
      assert.match(impostor.received(), /GET \/(healthz|startupz)/, "it was asked");
      assert.deepEqual(leaks(impostor.received(), planted), []);
    } finally {
      await impostor.stop(1000);
      await home.remove();
    }
  });
});
