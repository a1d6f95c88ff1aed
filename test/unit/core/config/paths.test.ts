import assert from "node:assert/strict";
import {
  defaultPortOf,
  portOf,
  resolveGatewayPaths,
  type GatewayPaths,
} from "../../../../src/core/config/paths.ts";
import type { FakeFileTree } from "../../../support/fakeFiles.ts";
import { fakePorts } from "../../../support/fakeMachine.ts";

function pathsWith(
  variables: Record<string, string>,
  profileFlag: string | null = null,
  files: FakeFileTree = {},
): Promise<GatewayPaths> {
  const question = { variables, accountHome: "/home/dev", profileFlag, workingDirectory: "/work" };
  return resolveGatewayPaths(question, fakePorts({ files }).ports.files);
}

describe("resolveGatewayPaths", () => {
  it("defaults to the home", async () => {
    const paths = await pathsWith({ HOME: "/home/dev" });
    assert.equal(paths.stateDir, "/home/dev/.openclaw");
    assert.equal(paths.configPath, "/home/dev/.openclaw/openclaw.json");
    assert.deepEqual(paths.dotenvFiles, [
      "/home/dev/.openclaw/.env",
      "/home/dev/.config/openclaw/gateway.env",
    ]);
    assert.equal(paths.defaultPort, 18_789);
  });

  it("takes the config path before the state directory before the OpenClaw home before the home", async () => {
    const all = {
      HOME: "/home/dev",
      OPENCLAW_HOME: "/oc",
      OPENCLAW_STATE_DIR: "/state",
      OPENCLAW_CONFIG_PATH: "/conf/c.json",
    };
    assert.equal((await pathsWith(all)).configPath, "/conf/c.json");
    assert.equal((await pathsWith({ ...all, OPENCLAW_CONFIG_PATH: " " })).configPath, "/state/openclaw.json");
    const { OPENCLAW_STATE_DIR: _, OPENCLAW_CONFIG_PATH: __, ...homes } = all;
    assert.equal((await pathsWith(homes)).configPath, "/oc/.openclaw/openclaw.json");
    assert.equal((await pathsWith({ ...homes, OPENCLAW_HOME: "undefined" })).home, "/home/dev");
  });

  it("expands ~ to the OpenClaw home, and relative paths from the working directory", async () => {
    const paths = await pathsWith({ HOME: "/home/dev", OPENCLAW_HOME: "~/oc", OPENCLAW_STATE_DIR: "~/st" });
    assert.equal(paths.stateDir, "/home/dev/oc/st");
    assert.equal((await pathsWith({ OPENCLAW_CONFIG_PATH: "c.json" })).configPath, "/work/c.json");
  });

  it("moves the directories for --profile but not for OPENCLAW_PROFILE alone", async () => {
    assert.equal((await pathsWith({}, "work")).configPath, "/home/dev/.openclaw-work/openclaw.json");
    assert.equal((await pathsWith({ OPENCLAW_PROFILE: "work" })).stateDir, "/home/dev/.openclaw");
    assert.equal((await pathsWith({ OPENCLAW_PROFILE: "work" })).defaultPort, 41_984);
    assert.equal((await pathsWith({ OPENCLAW_STATE_DIR: "/state" }, "work")).stateDir, "/state");
    assert.equal((await pathsWith({}, "default")).stateDir, "/home/dev/.openclaw");
  });

  it("finds what earlier releases left, as long as there is nothing newer", async () => {
    const old = { "/home/dev/.clawdbot/clawdbot.json": "{}" };
    assert.equal((await pathsWith({}, null, old)).configPath, "/home/dev/.clawdbot/clawdbot.json");
    const both = { ...old, "/home/dev/.openclaw/openclaw.json": "{}" };
    assert.equal((await pathsWith({}, null, both)).configPath, "/home/dev/.openclaw/openclaw.json");
    const elsewhere = await pathsWith({ OPENCLAW_STATE_DIR: "/state" }, null, both);
    assert.equal(elsewhere.configPath, "/state/openclaw.json");
  });

  it("reads gateway.env only beside the default state directory", async () => {
    assert.deepEqual((await pathsWith({ OPENCLAW_STATE_DIR: "/state" })).dotenvFiles, ["/state/.env"]);
  });
});

describe("defaultPortOf", () => {
  it("hashes profile names as the gateway does", () => {
    assert.equal(defaultPortOf(null), 18_789);
    assert.equal(defaultPortOf("x"), 22_695);
    assert.equal(defaultPortOf("work"), 41_984);
  });

  it("is 19001 for --profile dev", async () => {
    assert.equal((await pathsWith({}, "dev")).defaultPort, 19_001);
  });
});

describe("portOf", () => {
  it("reads a port with or without a host", () => {
    assert.deepEqual(["18790", " 127.0.0.1:18790 ", "[::1]:18790"].map(portOf), [18_790, 18_790, 18_790]);
  });

  it("is null for what is no port", () => {
    assert.deepEqual(
      ["", "0", "65536", "-1", "1.5", "::1:80", "http", undefined].map((text) => portOf(text)),
      Array(8).fill(null),
    );
  });
});
