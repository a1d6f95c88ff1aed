import assert from "node:assert/strict";
import { fakeFingerprint } from "../../../support/fakeVault.ts";
import { configPath, shortTokensOf, tokensOf } from "../../../support/tokenCase.ts";

const dotenvPath = "/home/dev/.openclaw/.env";
const withToken = "{\n gateway: {mode: 'local', auth: {token: 'config-token'}}\n}";
const withoutToken = "{gateway: {mode: 'local'}}";

describe("discoverTokenSources", () => {
  it("finds nothing where there is nothing", async () => {
    assert.deepEqual(await shortTokensOf({}), []);
  });

  it("tells a config token as the gateway's and the clients', by file and line, never by value", async () => {
    const { rows, machine } = await tokensOf({ config: withToken, running: {} });
    assert.deepEqual(
      rows.map(({ role, location, fingerprint, length, effective }) => [
        role,
        location,
        fingerprint,
        length,
        effective,
      ]),
      [
        [
          "server",
          { file: configPath, line: 2, key: "gateway.auth.token" },
          fakeFingerprint("config-token"),
          12,
          true,
        ],
        [
          "client",
          { file: configPath, line: 2, key: "gateway.auth.token" },
          fakeFingerprint("config-token"),
          12,
          false,
        ],
      ],
    );
    assert.equal(new Set(rows.map(({ id }) => id)).size, 2);
    assert.doesNotMatch(JSON.stringify(rows), /config-token/);
    assert.deepEqual(machine.asked, []);
  });

  it("shadows a wrong environment token behind the config's", async () => {
    const shell = { OPENCLAW_GATEWAY_TOKEN: "shell" };
    assert.deepEqual(
      await shortTokensOf({ config: withToken, shell, running: { OPENCLAW_GATEWAY_TOKEN: "env" } }),
      [
        "server config-file gateway.auth.token used now next",
        "server process-env OPENCLAW_GATEWAY_TOKEN shadowed",
        "client config-file gateway.auth.token used sent",
        "client process-env OPENCLAW_GATEWAY_TOKEN shadowed",
      ],
    );
  });

  it("lets the shell win for clients of a release before 2026.8.1", async () => {
    const shell = { OPENCLAW_GATEWAY_TOKEN: "shell" };
    const rows = await shortTokensOf({ config: withToken, shell, running: {}, version: "2026.3.22" });
    assert.deepEqual(rows, [
      "server config-file gateway.auth.token used now next",
      "client process-env OPENCLAW_GATEWAY_TOKEN used sent",
      "client config-file gateway.auth.token shadowed",
    ]);
  });

  it("follows process, .env, gateway.env, env block and remote, in this order", async () => {
    const files = {
      [dotenvPath]: "OPENCLAW_GATEWAY_TOKEN=a",
      "/home/dev/.config/openclaw/gateway.env": "OPENCLAW_GATEWAY_TOKEN=b",
    };
    const config =
      "{gateway: {mode: 'local', remote: {token: 'd'}}, env: {vars: {OPENCLAW_GATEWAY_TOKEN: 'c'}}}";
    const { rows } = await tokensOf({ config, files, running: { OPENCLAW_GATEWAY_TOKEN: "e" } });
    const server = rows.filter(({ role }) => role === "server");
    assert.deepEqual(
      server.map(({ fingerprint }) => fingerprint),
      ["e", "a", "b", "c", "d"].map(fakeFingerprint),
    );
    assert.deepEqual(
      server.map(({ effective }) => effective),
      [true, false, false, false, false],
    );
    assert.match(server[1]?.reason ?? "", /of process 4711 comes before it in 2026\.9\.6/);
  });

  it("takes .env before the process where OpenClaw's service file says so", async () => {
    const rows = await shortTokensOf({
      config: withoutToken,
      files: { [dotenvPath]: "OPENCLAW_GATEWAY_TOKEN=new" },
      running: { OPENCLAW_GATEWAY_TOKEN: "old", OPENCLAW_SERVICE_MANAGED_ENV_KEYS: "OPENCLAW_GATEWAY_TOKEN" },
    });
    assert.deepEqual(rows.slice(0, 2), [
      "server dotenv OPENCLAW_GATEWAY_TOKEN used now next",
      "server process-env OPENCLAW_GATEWAY_TOKEN shadowed",
    ]);
  });

  it("does not let .env fill in a variable that is set to nothing", async () => {
    const rows = await shortTokensOf({
      config: withoutToken,
      files: { [dotenvPath]: "OPENCLAW_GATEWAY_TOKEN=x" },
      running: { OPENCLAW_GATEWAY_TOKEN: "" },
    });
    assert.equal(rows[0], "server generated token used now next");
  });

  it("doubts what changed after the start and is not followed", async () => {
    const changed = { text: "{gateway: {auth: {token: 't'}, reload: {mode: 'off'}}}", modifiedAt: 3000 };
    const { rows } = await tokensOf({ files: { [configPath]: changed }, running: {} });
    assert.deepEqual([rows[0]?.effective, rows[0]?.afterRestart, rows[0]?.state], [false, true, "used"]);
    assert.match(rows[0]?.reason ?? "", /gateway\.reload\.mode is off/);

    const followed = { ...changed, text: "{gateway: {auth: {token: 't'}}}" };
    assert.equal(
      (await tokensOf({ files: { [configPath]: followed }, running: {} })).rows[0]?.effective,
      true,
    );

    const files = { [dotenvPath]: { text: "OPENCLAW_GATEWAY_TOKEN=x", modifiedAt: 3000 } };
    const dotenv = await tokensOf({ config: withoutToken, files, running: {} });
    assert.deepEqual([dotenv.rows[0]?.effective, dotenv.rows[0]?.afterRestart], [false, true]);
  });

  it("takes a file for read that was written as the gateway started", async () => {
    const files = { [dotenvPath]: { text: "OPENCLAW_GATEWAY_TOKEN=x", modifiedAt: 2020 } };
    assert.equal((await tokensOf({ config: withoutToken, files, running: {} })).rows[0]?.effective, true);
  });

  it("does not claim what an unreadable environment may override", async () => {
    const files = { [dotenvPath]: "OPENCLAW_GATEWAY_TOKEN=x" };
    assert.deepEqual((await shortTokensOf({ config: withoutToken, files, running: null })).slice(0, 2), [
      "server dotenv OPENCLAW_GATEWAY_TOKEN used next",
      "server process-env OPENCLAW_GATEWAY_TOKEN unreadable",
    ]);
    const rows = await shortTokensOf({ config: withToken, running: null });
    assert.equal(rows[0], "server config-file gateway.auth.token used now next");
    assert.ok(
      !(await shortTokensOf({ config: withoutToken, running: null })).some((row) =>
        / generated .* now/.test(row),
      ),
    );
  });

  it("says that a gateway without any source made its token up", async () => {
    assert.deepEqual(await shortTokensOf({ config: withoutToken, running: {} }), [
      "server generated token used now next",
    ]);
    assert.deepEqual(await shortTokensOf({ config: withoutToken }), ["server generated token used next"]);
  });

  it("does not make one up where nobody is let in", async () => {
    const config = "{gateway: {mode: 'local', auth: {mode: 'token'}, remote: {token: 'r'}}}";
    const { rows } = await tokensOf({ config, running: {} });
    assert.deepEqual(
      rows.map(({ role, kind, effective }) => [role, kind, effective]),
      [
        ["server", "remote-config", false],
        ["client", "remote-config", false],
      ],
    );
    assert.match(rows[0]?.reason ?? "", /accepts nobody/);
  });

  it("sees a token on the command line", async () => {
    const args = ["node", "index.js", "gateway", "--token", "arg-token"];
    const { rows } = await tokensOf({ config: withToken, running: {}, args });
    assert.deepEqual(
      rows
        .slice(0, 2)
        .map(({ kind, location, effective, fingerprint }) => [kind, location, effective, fingerprint]),
      [
        ["argument", { pid: 4711, key: "--token" }, true, fakeFingerprint("arg-token")],
        [
          "config-file",
          { file: configPath, line: 2, key: "gateway.auth.token" },
          false,
          fakeFingerprint("config-token"),
        ],
      ],
    );
  });
});

describe("several gateways", () => {
  it("gives each one its own config, so that they are not compared", async () => {
    const { rows } = await tokensOf({
      config: withToken,
      files: { "/other/openclaw.json": "{gateway: {auth: {token: 'other-token'}}}" },
      running: { OPENCLAW_STATE_DIR: "/other" },
      gateway: { port: 19_000, stateDir: "/other" },
    });
    assert.deepEqual(
      rows.map(({ role, location, effective }) => [role, location.file, effective]),
      [
        ["server", configPath, false],
        ["server", "/other/openclaw.json", true],
        ["client", configPath, false],
      ],
    );
  });
});

describe("a config that cannot be used", () => {
  it("is told as unreadable, with the line", async () => {
    const { rows } = await tokensOf({ config: "{\n gateway: @", running: {} });
    assert.deepEqual(
      rows.map(({ kind, state, location }) => [kind, state, location]),
      [["config-file", "unreadable", { file: configPath, line: 2 }]],
    );
  });
});
