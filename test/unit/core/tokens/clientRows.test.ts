import assert from "node:assert/strict";
import { shortTokensOf } from "../../../support/tokenCase.ts";

const withToken = "{\n gateway: {mode: 'local', auth: {token: 'config-token'}}\n}";
const withoutToken = "{gateway: {mode: 'local'}}";

describe("clients", () => {
  it("send gateway.remote.token in remote mode, and there is no gateway to ask for one", async () => {
    const config = "{gateway: {mode: 'remote', remote: {url: 'wss://g', token: 'r'}, auth: {token: 't'}}}";
    assert.deepEqual(await shortTokensOf({ config, shell: { OPENCLAW_GATEWAY_TOKEN: "e" } }), [
      "client remote-config gateway.remote.token used sent",
      "client config-file gateway.auth.token shadowed",
      "client process-env OPENCLAW_GATEWAY_TOKEN shadowed",
    ]);
  });

  it("send nothing but variables to OPENCLAW_GATEWAY_URL", async () => {
    const shell = { OPENCLAW_GATEWAY_URL: "ws://127.0.0.1:1" };
    assert.deepEqual(await shortTokensOf({ config: withToken, shell }), [
      "server config-file gateway.auth.token used next",
      "client config-file gateway.auth.token shadowed",
    ]);
    const rows = await shortTokensOf({ config: withToken, shell: { ...shell, OPENCLAW_GATEWAY_TOKEN: "e" } });
    assert.ok(rows.includes("client process-env OPENCLAW_GATEWAY_TOKEN used sent"));
  });

  it("fall back to the device store, which is never opened", async () => {
    const files = { "/home/dev/.openclaw/state/openclaw.sqlite": { text: "x", failure: "io" as const } };
    assert.deepEqual(await shortTokensOf({ config: withoutToken, files, running: {} }), [
      "server generated token used now next",
      "client device-store token reference sent",
    ]);
    const rows = await shortTokensOf({ config: withToken, files, running: {} });
    assert.equal(rows.at(-1), "client device-store token reference");
  });
});
