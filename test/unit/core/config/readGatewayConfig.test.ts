import assert from "node:assert/strict";
import { readGatewayConfig } from "../../../../src/core/config/readGatewayConfig.ts";
import type { GatewayConfig } from "../../../../src/core/model/gatewayConfig.ts";
import { fakePorts, type FakeMachineScript } from "../../../support/fakeMachine.ts";
import type { FakeFile } from "../../../support/fakeFiles.ts";

const path = "/home/dev/.openclaw/openclaw.json";

async function read(
  config: string | FakeFile,
  script: FakeMachineScript & { version?: string } = {},
): Promise<GatewayConfig> {
  const { ports } = fakePorts({ ...script, files: { [path]: config, ...script.files } });
  const { fact } = await readGatewayConfig(ports, { version: script.version ?? null });
  assert.ok(fact.known);
  return fact.value;
}

function faultsOf(config: GatewayConfig): readonly string[] {
  return config.problems.map(({ file, line, column, path: at, kind }) =>
    [kind, file.replace("/home/dev/.openclaw/", ""), line, column, at].join(" "),
  );
}

describe("readGatewayConfig", () => {
  it("reads what the product goes by, with lines", async () => {
    const config = await read(`// mine
{
  gateway: {
    mode: 'local', bind: "loopback",
    port: 18790,
    auth: { mode: "token", token: "t" },
    reload: { mode: "off" },
  },
}`);
    assert.deepEqual(
      [config.mode, config.bind, config.configuredPort, config.authMode, config.reloadMode],
      ["local", "loopback", 18_790, "token", "off"],
    );
    assert.deepEqual(config.port, { value: 18_790, from: "gateway.port" });
    assert.deepEqual(config.problems, []);
    assert.equal(config.lineOf["gateway.auth.token"], 6);
    assert.equal(config.lineOf["gateway.port"], 5);
    assert.deepEqual(config.fileMode.known && config.fileMode.value, 0o600);
  });

  it("takes a missing file for no config, which is no problem", async () => {
    const { fact } = await readGatewayConfig(fakePorts().ports);
    assert.ok(fact.known);
    assert.equal(fact.value.exists, false);
    assert.deepEqual(fact.value.problems, []);
    assert.deepEqual(fact.value.port, { value: 18_789, from: "default" });
  });

  it("does not know what was not recorded", async () => {
    const { ports } = fakePorts({ files: { [path]: { failure: "not-recorded" } } });
    assert.equal((await readGatewayConfig(ports)).fact.known, false);
  });

  it("takes the port from the environment first, its .env files included", async () => {
    const config = "{gateway: {port: 18790}}";
    const shell = { environments: { self: { OPENCLAW_GATEWAY_PORT: "18791" } } };
    assert.deepEqual((await read(config, shell)).port, { value: 18_791, from: "OPENCLAW_GATEWAY_PORT" });
    const files = { "/home/dev/.openclaw/.env": "OPENCLAW_GATEWAY_PORT=18792" };
    assert.equal((await read(config, { files })).port.value, 18_792);
    assert.equal((await read(config, { ...shell, files })).port.value, 18_791);
  });

  it("fills in variables where they stand for plain values", async () => {
    const environments = { self: { MODE: "local" } };
    assert.equal((await read("{gateway: {mode: '${MODE}'}}", { environments })).mode, "local");
    const config = await read("{gateway: {mode: '${MODE}'}}");
    assert.deepEqual(faultsOf(config), ["schema openclaw.json 1 12 gateway.mode"]);
  });

  it("points at a syntax error", async () => {
    const config = await read("{\n  gateway: {\n    mode: 'local\n  }\n}");
    assert.deepEqual(faultsOf(config), ["syntax openclaw.json 3 11 <root>"]);
    assert.equal(config.exists, true);
    assert.equal(config.mode, null);
  });

  for (const [what, file, message] of [
    ["may not be read", { text: "{}", failure: "no-permission" }, "the file may not be read"],
    ["is a directory", { isDirectory: true }, "this is not a file"],
    ["is too large", { sizeBytes: 100_000_000 }, "the file is larger than 4 MiB"],
    ["is no text", { failure: "not-text" }, "the file is not text"],
  ] as const) {
    it(`says that the file ${what}`, async () => {
      const { problems, exists } = await read(file);
      assert.equal(exists, true);
      assert.deepEqual(
        problems.map(({ kind, message: text, line }) => [kind, text, line]),
        [["unreadable", message, null]],
      );
    });
  }
});

describe("what the gateway refuses", () => {
  for (const [gateway, at] of [
    ["{mode: 'locale'}", "gateway.mode"],
    ["{bind: '0.0.0.0'}", "gateway.bind"],
    ["{port: '18789'}", "gateway.port"],
    ["{port: 0}", "gateway.port"],
    ["{port: 18789.5}", "gateway.port"],
    ["{port: 65536}", "gateway.port"],
    ["{auth: {mode: null}}", "gateway.auth.mode"],
    ["{auth: {token: 5}}", "gateway.auth.token"],
    ["{auth: {token: {source: 'env', id: 'X'}}}", "gateway.auth.token"],
    ["{auth: {token: 'a', password: 'b'}}", "gateway.auth.mode"],
    ["{token: 'x'}", "gateway.token"],
    ["{reload: {mode: 'hot'}}", "gateway.reload.mode"],
    ["[]", "gateway"],
  ] as const) {
    it(`gateway: ${gateway}`, async () => {
      const { problems } = await read(`{gateway: ${gateway}}`);
      assert.deepEqual(
        problems.map(({ path: where, kind }) => [where, kind]),
        [[at, "schema"]],
      );
    });
  }

  it("a config that is no object", async () => {
    assert.deepEqual(faultsOf(await read("[]")), ["schema openclaw.json 1 1 <root>"]);
  });

  it("never quotes the value, which may be a token in the wrong place", async () => {
    const { problems } = await read(
      "{gateway: {auth: {mode: 'fake-secret-token'}, mode: 'fake-secret-token'}}",
    );
    assert.equal(problems.length, 2);
    assert.doesNotMatch(JSON.stringify(problems), /fake-secret/);
  });

  for (const gateway of [
    "{mode: 'remote', remote: {url: 'wss://gw', token: 't'}}",
    "{auth: {mode: 'none'}}",
    "{auth: {mode: 'trusted-proxy', trustedProxy: {userHeader: 'x'}}}",
    "{auth: {mode: 'password', token: 'a', password: 'b'}}",
    "{auth: {token: 'a', password: ''}}",
    "{auth: {token: {source: 'exec', provider: 'vault', id: 'x'}}}",
    "{bind: 'custom', customBindHost: '10.0.0.1', port: 65535, somethingNew: true}",
  ]) {
    it(`and not gateway: ${gateway}`, async () => {
      assert.deepEqual(faultsOf(await read(`{gateway: ${gateway}}`)), []);
    });
  }

  it("and not the reload modes that an earlier release still has", async () => {
    const config = await read("{gateway: {reload: {mode: 'hot'}}}", { version: "2026.3.22" });
    assert.deepEqual(faultsOf(config), []);
  });
});
