import assert from "node:assert/strict";
import type { Catalogue } from "../../../src/core/look.ts";
import { commands } from "../../../src/terminal/registry.ts";
import { runFake } from "../../support/fakeWorld.ts";

describe("main", () => {
  it("prints help and version to stdout", async () => {
    const help = await runFake(["--help"]);
    assert.equal(help.exitCode, 0);
    for (const { name } of commands) assert.match(help.stdout, new RegExp(`^ {2}${name}`, "m"));
    assert.equal((await runFake(["--version"])).stdout, "1.2.3\n");
    assert.match((await runFake(["probe", "--help"])).stdout, /--junit FILE/);
    assert.equal((await runFake(["help", "probe"])).stdout, (await runFake(["probe", "-h"])).stdout);
  });

  const wrong: readonly (readonly [readonly string[], string, RegExp])[] = [
    [[], "missing-command", /Commands: topology/],
    [["--json"], "missing-command", /Commands/],
    [["prob"], "unknown-command", /Did you mean probe\?/],
    [["xyzzy"], "unknown-command", /^Commands/],
    [["probe", "--qick"], "unknown-option", /Did you mean --quick\?/],
    [["topology", "--target", "x"], "unknown-option", /See gateway-lens topology --help/],
    [["probe", "--target"], "missing-value", /./],
    [["probe", "--target", "--quick"], "missing-value", /./],
    [["probe", "--target="], "missing-value", /./],
    [["probe", "--quick=yes"], "unexpected-value", /./],
    [["probe", "again"], "surplus-argument", /./],
    [["explain"], "missing-argument", /./],
    [["record"], "missing-argument", /./],
    [["probe", "--max-wait", "0"], "bad-max-wait", /./],
    [["probe", "--max-wait=-1"], "bad-max-wait", /./],
    [["probe", "--max-wait", "soon"], "bad-max-wait", /./],
    [["probe", "--max-wait", "1e9"], "bad-max-wait", /./],
    [["probe", "--replay", "/nowhere"], "not-a-recording", /./],
    [["explain", "missing.log"], "input-missing", /./],
  ];
  for (const [args, code, hint] of wrong) {
    it(`refuses: gateway-lens ${args.join(" ")}`, async () => {
      const people = await runFake(args.filter((arg) => arg !== "--json"));
      assert.equal(people.exitCode, 2);
      assert.equal(people.stdout, "");
      assert.notEqual(people.stderr, "");
      const scripts = await runFake([...args, "--json"]);
      assert.equal(scripts.exitCode, 2);
      assert.equal(scripts.stderr, "");
      const { schemaVersion, error } = JSON.parse(scripts.stdout);
      assert.equal(schemaVersion, 1);
      assert.equal(error.code, code);
      assert.match(error.hint, hint);
    });
  }

  it("says that nothing of OpenClaw is here with exit code 3", async () => {
    const probe = await runFake(["probe", "--json"]);
    assert.equal(probe.exitCode, 3);
    assert.equal(JSON.parse(probe.stdout).error.code, "no-gateway");
    const topology = await runFake(["topology", "--json"]);
    assert.equal(topology.exitCode, 3);
    assert.equal(JSON.parse(topology.stdout).vantage, "linux");
    assert.match((await runFake(["topology"])).stdout, /No gateway, config or install was found here\.\n$/);
    assert.equal((await runFake(["tokens"])).exitCode, 3);
  });

  it("shows no stack trace when it fails itself, unless asked to", async () => {
    const providers = {
      filter: (): never => {
        throw new Error("lost\u001b[2J");
      },
    } as unknown as Catalogue["providers"];
    const plain = await runFake(["topology"], { catalogue: { providers } });
    assert.equal(plain.exitCode, 3);
    assert.equal(plain.stdout, "");
    assert.match(plain.stderr, /gateway-lens itself failed: lost\ufffd\[2J\n/);
    assert.doesNotMatch(plain.stderr, /\bat /);
    const verbose = await runFake(["topology", "--verbose"], { catalogue: { providers } });
    assert.match(verbose.stderr, /\bat .*main/);
    const scripts = await runFake(["topology", "--json"], { catalogue: { providers } });
    assert.equal(JSON.parse(scripts.stdout).error.code, "internal-error");
  });
});
