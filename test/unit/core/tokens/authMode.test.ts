import assert from "node:assert/strict";
import { shortTokensOf, tokensOf } from "../../../support/tokenCase.ts";

const withoutToken = "{gateway: {mode: 'local'}}";

describe("auth modes", () => {
  it("passwords count in mode password, tokens do not", async () => {
    const config = "{gateway: {mode: 'local', auth: {mode: 'password', password: 'p', token: 't'}}}";
    assert.deepEqual(await shortTokensOf({ config, running: {} }), [
      "server config-file gateway.auth.password used now next",
      "server config-file gateway.auth.token shadowed",
      "client config-file gateway.auth.password used sent",
      "client config-file gateway.auth.token used sent",
    ]);
  });

  it("a password alone makes the mode", async () => {
    const running = { OPENCLAW_GATEWAY_TOKEN: "t", OPENCLAW_GATEWAY_PASSWORD: "p" };
    assert.deepEqual(await shortTokensOf({ config: withoutToken, running }), [
      "server process-env OPENCLAW_GATEWAY_PASSWORD used now next",
      "server process-env OPENCLAW_GATEWAY_TOKEN shadowed",
    ]);
  });

  it("nothing counts in mode none", async () => {
    const { rows } = await tokensOf({
      config: "{gateway: {mode: 'local', auth: {mode: 'none', token: 't'}}}",
      running: {},
    });
    assert.deepEqual([rows[0]?.state, rows[0]?.effective], ["shadowed", false]);
    assert.match(rows[0]?.reason ?? "", /auth mode is none/);
    assert.ok(!rows.some(({ kind }) => kind === "generated"));
  });
});
