import assert from "node:assert/strict";
import { fakeFingerprint } from "../../../support/fakeVault.ts";
import { shortTokensOf, tokensOf, unitPath } from "../../../support/tokenCase.ts";

const withToken = "{\n gateway: {mode: 'local', auth: {token: 'config-token'}}\n}";
const withoutToken = "{gateway: {mode: 'local'}}";

describe("units", () => {
  const unit = "[Service]\nExecStart=/n/node /oc/dist/index.js gateway\n";

  it("names the unit for what the process has from it", async () => {
    const { rows } = await tokensOf({
      config: withoutToken,
      unit: `${unit}Environment="OPENCLAW_GATEWAY_TOKEN=u"\n`,
      running: { OPENCLAW_GATEWAY_TOKEN: "u" },
    });
    assert.equal(rows.length, 1);
    assert.deepEqual(rows[0]?.location, {
      unit: "openclaw-gateway.service",
      file: unitPath,
      line: 3,
      key: "OPENCLAW_GATEWAY_TOKEN",
    });
    assert.deepEqual([rows[0]?.kind, rows[0]?.effective, rows[0]?.afterRestart], ["unit-env", true, true]);
  });

  it("keeps process and unit apart when the unit changed since", async () => {
    const rows = await shortTokensOf({
      config: withoutToken,
      unit: `${unit}Environment=OPENCLAW_GATEWAY_TOKEN=new\n`,
      running: { OPENCLAW_GATEWAY_TOKEN: "old" },
    });
    assert.deepEqual(rows, [
      "server process-env OPENCLAW_GATEWAY_TOKEN used now",
      "server unit-env OPENCLAW_GATEWAY_TOKEN used next",
    ]);
  });

  it("reads EnvironmentFile= after Environment=, with its - and %h", async () => {
    const { rows } = await tokensOf({
      config: withoutToken,
      unit: `${unit}EnvironmentFile=-%h/gw.env\nEnvironmentFile=-/missing\nEnvironment=OPENCLAW_GATEWAY_TOKEN=u\n`,
      files: { "/home/dev/gw.env": "# c\nOPENCLAW_GATEWAY_TOKEN='f'\n" },
    });
    assert.deepEqual(
      rows.map(({ kind, location, fingerprint }) => [kind, location.file, location.line, fingerprint]),
      [["environment-file", "/home/dev/gw.env", 2, fakeFingerprint("f")]],
    );
  });

  it("drops what an empty Environment= resets and UnsetEnvironment= removes", async () => {
    const reset = `${unit}Environment=OPENCLAW_GATEWAY_TOKEN=u\nEnvironment=\n`;
    const unset = `${unit}Environment=OPENCLAW_GATEWAY_TOKEN=u\nUnsetEnvironment=OPENCLAW_GATEWAY_TOKEN\n`;
    for (const text of [reset, unset]) {
      assert.deepEqual(await shortTokensOf({ config: withoutToken, unit: text }), [
        "server generated token used next",
      ]);
    }
  });

  it("reads --token of ExecStart", async () => {
    const rows = await shortTokensOf({
      config: withToken,
      unit: unit.replace("gateway\n", "gateway --token=x\n"),
      running: {},
    });
    assert.deepEqual(rows.slice(0, 2), [
      "server argument --token used now next",
      "server config-file gateway.auth.token shadowed",
    ]);
  });

  it("says that an EnvironmentFile= may not be read", async () => {
    const rows = await shortTokensOf({
      config: withToken,
      unit: `${unit}EnvironmentFile=/etc/gw.env\n`,
      files: { "/etc/gw.env": { failure: "no-permission" } },
    });
    assert.ok(rows.includes("server dotenv token unreadable"));
  });
});
