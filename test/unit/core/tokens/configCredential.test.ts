import assert from "node:assert/strict";
import { fakeFingerprint } from "../../../support/fakeVault.ts";
import { shortTokensOf, tokensOf } from "../../../support/tokenCase.ts";

describe("references", () => {
  it("resolves a variable where each role finds it", async () => {
    const { rows } = await tokensOf({
      config: reference("env", "MINE"),
      running: { MINE: "s" },
      shell: { MINE: "c" },
    });
    assert.deepEqual(
      rows.map(({ role, fingerprint }) => [role, fingerprint]),
      [
        ["server", fakeFingerprint("s")],
        ["client", fakeFingerprint("c")],
      ],
    );
  });

  it("lets the gateway pass over a ${VAR} that is not set, but not beside a set variable", async () => {
    const config = "{gateway: {mode: 'local', auth: {token: '${NOPE}'}}}";
    assert.deepEqual(await shortTokensOf({ config, running: {} }), [
      "server config-file gateway.auth.token reference",
      "server generated token used now next",
      "client config-file gateway.auth.token reference",
    ]);
    const environment = { OPENCLAW_GATEWAY_TOKEN: "e" };
    assert.deepEqual(await shortTokensOf({ config, running: environment, shell: environment }), [
      "server config-file gateway.auth.token reference",
      "server process-env OPENCLAW_GATEWAY_TOKEN shadowed",
      "client config-file gateway.auth.token reference",
      "client process-env OPENCLAW_GATEWAY_TOKEN shadowed",
    ]);
  });

  it("says that the gateway cannot start without the variable of a SecretRef", async () => {
    const { rows } = await tokensOf({ config: reference("env", "NOPE") });
    assert.deepEqual([rows[0]?.state, rows[0]?.afterRestart], ["reference", false]);
    assert.match(
      rows[0]?.reason ?? "",
      /NOPE, which is not set there\. The gateway cannot start without it\./,
    );
    assert.ok(!rows.some(({ kind }) => kind === "generated"));
  });

  it("reads the file that a file provider names", async () => {
    const json = reference("file", "/gateway/to~1ken", provider(""));
    const files = { "/home/dev/s": '{"gateway": {"to/ken": "from-file"}}' };
    assert.equal(
      (await tokensOf({ config: json, files })).rows[0]?.fingerprint,
      fakeFingerprint("from-file"),
    );
    const single = reference("file", "value", provider("mode: 'singleValue'"));
    const line = { "/home/dev/s": "from-line\n" };
    assert.equal(
      (await tokensOf({ config: single, files: line })).rows[0]?.fingerprint,
      fakeFingerprint("from-line"),
    );
    const hidden = { "/home/dev/s": { failure: "no-permission" as const } };
    assert.equal((await tokensOf({ config: single, files: hidden })).rows[0]?.state, "unreadable");
  });

  for (const source of ["exec", "store"]) {
    it(`neither runs nor opens anything for source ${source}`, async () => {
      const { rows, machine } = await tokensOf({ config: reference(source, "X"), running: {} });
      assert.deepEqual(
        rows.map(({ role, state, fingerprint, effective }) => [role, state, fingerprint, effective]),
        [
          ["server", "reference", null, true],
          ["client", "reference", null, false],
        ],
      );
      assert.deepEqual(machine.asked, []);
    });
  }

  it("recognises a placeholder that was saved in place of the token", async () => {
    const config = "{gateway: {mode: 'local', auth: {token: '__OPENCLAW_REDACTED__'}}}";
    assert.match((await tokensOf({ config })).rows[0]?.reason ?? "", /placeholder .* refuses to start/);
  });
});

function provider(mode: string): string {
  return `, secrets: {providers: {p: {source: 'file', path: '~/s', ${mode}}}}`;
}

function reference(source: string, id: string, more = ""): string {
  return `{gateway: {mode: 'local', auth: {token: {source: '${source}', provider: 'p', id: '${id}'}}}${more}}`;
}
