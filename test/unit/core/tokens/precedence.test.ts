import assert from "node:assert/strict";
import { clientCredential, precedenceOf } from "../../../../src/core/tokens/precedence.ts";
import type { TokenSource } from "../../../../src/core/model/tokenSource.ts";

describe("precedenceOf", () => {
  it("puts the config before the environment since 2026.8.1, for clients too", () => {
    const layers = ["config", "config-reference", "environment", "remote"];
    for (const version of ["2026.8.1", "2026.9.6", "2027.1.1"]) {
      assert.deepEqual(precedenceOf(version).token["local-client"], layers);
    }
  });

  it("puts the environment first for clients before", () => {
    for (const version of ["2026.3.22", "2026.7.35"]) {
      assert.equal(precedenceOf(version).token["local-client"][0], "environment");
      assert.deepEqual(precedenceOf(version).token.server.slice(0, 2), ["argument", "config"]);
    }
  });

  it("takes the newest order for an unknown version, and says so", () => {
    assert.deepEqual(precedenceOf(null).token, precedenceOf("2026.9.6").token);
    assert.match(precedenceOf(null).orderOf, /2026\.9\.6 \(the installed version is not known\)/);
    assert.equal(precedenceOf("2026.8.2").orderOf, "2026.8.2");
  });

  it("lets a working directory's .env count only in early releases", () => {
    assert.equal(precedenceOf("2026.3.22").readsWorkingDirectory, true);
    assert.equal(precedenceOf("2026.3.31").readsWorkingDirectory, false);
    assert.equal(precedenceOf(null).readsWorkingDirectory, false);
  });
});

describe("clientCredential", () => {
  const source: TokenSource = {
    id: "linux/client/config-file/f/gateway.auth.token",
    kind: "config-file",
    role: "client",
    credential: "token",
    location: {},
    fingerprint: "12345678",
    length: 16,
    effective: false,
    afterRestart: false,
    clientsIn: ["linux"],
    state: "used",
    reason: "",
  };

  it("is the first used one that clients there send", () => {
    const sources: readonly TokenSource[] = [
      { ...source, id: "server", role: "server" },
      { ...source, id: "shadowed", state: "shadowed" },
      { ...source, id: "elsewhere", clientsIn: ["wsl:Ubuntu"] },
      source,
    ];
    assert.equal(clientCredential(sources, "linux"), source);
    assert.equal(clientCredential(sources.slice(0, 3), "linux"), null);
  });

  it("is none where a reference cannot be resolved", () => {
    assert.equal(clientCredential([{ ...source, state: "reference", fingerprint: null }], "linux"), null);
  });
});
