import assert from "node:assert/strict";
import type { Install } from "../../../../../src/core/model/install.ts";
import { discoverInstalls } from "../../../../../src/core/discover/linux/installs.ts";
import { readProcessTable } from "../../../../../src/core/discover/linux/processTable.ts";
import type { GatewayUnit } from "../../../../../src/core/discover/linux/unitFiles.ts";
import type { FakeFileTree } from "../../../../support/fakeFiles.ts";
import { fakePorts, type FakeProcess } from "../../../../support/fakeMachine.ts";

const packageDir = "/usr/lib/node_modules/openclaw";
const manifest = '{"name":"openclaw","version":"2026.9.6"}';
const header = "#define NODE_MAJOR_VERSION 24\n#define NODE_MINOR_VERSION 21\n#define NODE_PATCH_VERSION 0\n";
const global: FakeFileTree = {
  "/usr/bin/openclaw": { linkTo: `${packageDir}/openclaw.mjs` },
  [`${packageDir}/openclaw.mjs`]: "#!/usr/bin/env node\n",
  [`${packageDir}/dist/index.js`]: "",
  [`${packageDir}/dist/process/spawn-broker/worker.js`]: "",
  [`${packageDir}/package.json`]: manifest,
  "/usr/bin/node": "",
  "/usr/include/node/node_version.h": header,
};

async function installs(
  files: FakeFileTree,
  {
    units = [] as readonly GatewayUnit[],
    gateway = null as FakeProcess | null,
    children = [] as FakeProcess[],
    environment = {},
  } = {},
): Promise<readonly Install[]> {
  const { ports } = fakePorts({
    files,
    environments: { 42: environment },
    processes: [...(gateway === null ? [] : [gateway]), ...children],
  });
  const { table } = await readProcessTable(ports);
  const found = gateway === null ? undefined : table.get(gateway.pid);
  const place = { namespace: "linux", network: "linux" };
  return discoverInstalls(place, ports, units, found === undefined ? [] : [found], table);
}

const unitOf = (command: readonly string[]): GatewayUnit => ({
  name: "openclaw-gateway.service",
  scope: "user",
  files: [],
  command,
  port: null,
  path: null,
  isGateway: true,
});

describe("discoverInstalls", () => {
  it("follows the launcher on PATH to its package and its Node", async () => {
    assert.deepEqual(await installs(global), [
      {
        id: `linux${packageDir}`,
        packageDir,
        command: ["/usr/bin/openclaw"],
        version: "2026.9.6",
        node: { path: "/usr/bin/node", version: "24.21.0" },
        foundBy: ["PATH"],
      },
    ]);
  });

  it("names one package once, with all that point at it", async () => {
    const [install, ...rest] = await installs(global, {
      units: [unitOf(["/usr/bin/node", `${packageDir}/dist/index.js`, "gateway"])],
      gateway: {
        pid: 42,
        args: ["node", `${packageDir}/dist/index.js`, "gateway"],
        executable: "/usr/bin/node",
      },
    });
    assert.deepEqual(rest, []);
    assert.deepEqual(install?.foundBy, ["PATH", "unit openclaw-gateway.service", "running gateway"]);
  });

  it("tells a second install that a unit points at, with the Node of its own", async () => {
    const other = "/home/dev/.nvm/versions/node/v24.16.0";
    const entry = `${other}/lib/node_modules/openclaw/dist/index.js`;
    const found = await installs(
      {
        ...global,
        [entry]: "",
        [`${other}/lib/node_modules/openclaw/package.json`]: manifest.replace("2026.9.6", "2026.8.2"),
        [`${other}/bin/node`]: "",
      },
      { units: [unitOf([`${other}/bin/node`, "--max-old-space-size=8192", entry, "gateway"])] },
    );
    assert.deepEqual(
      found.map(({ version, node }) => [version, node?.version]),
      [
        ["2026.9.6", "24.21.0"],
        ["2026.8.2", "24.16.0"],
      ],
    );
  });

  it("reads the launcher script of the installer", async () => {
    const root = "/home/dev/.openclaw/tools/node-v24.19.0";
    const entry = `${root}/lib/node_modules/openclaw/dist/entry.js`;
    const [install] = await installs({
      "/usr/local/bin/openclaw": `#!/usr/bin/env bash\nexec "/home/dev/.openclaw/tools/node/bin/node" "${entry}" "$@"\n`,
      "/home/dev/.openclaw/tools/node": { linkTo: root },
      [`${root}/bin/node`]: "",
      [entry]: "",
      [`${root}/lib/node_modules/openclaw/package.json`]: manifest,
    });
    assert.equal(install?.version, "2026.9.6");
    assert.deepEqual(install?.node, { path: "/home/dev/.openclaw/tools/node/bin/node", version: "24.19.0" });
  });

  it("finds the package of a gateway that hides its arguments by its helper processes", async () => {
    const [install] = await installs(
      { ...global, "/usr/bin/openclaw": { failure: "not-found" } },
      {
        gateway: { pid: 42, args: ["openclaw-gateway   "], executable: "/usr/bin/node" },
        children: [
          {
            pid: 43,
            parentPid: 42,
            args: ["/usr/bin/node", `${packageDir}/dist/process/spawn-broker/worker.js`],
          },
        ],
      },
    );
    assert.deepEqual(install?.command, ["/usr/bin/node", `${packageDir}/dist/index.js`]);
    assert.deepEqual(install?.foundBy, ["running gateway"]);
  });

  it("asks the environment of a gateway that hides its arguments and has no helpers", async () => {
    const elsewhere = { ...global, "/usr/bin/openclaw": { failure: "not-found" } } as const;
    const files = { ...elsewhere, "/opt/claw/bin/openclaw": { linkTo: `${packageDir}/openclaw.mjs` } };
    const gateway = { pid: 42, args: ["openclaw-gateway"], executable: "/usr/bin/node" };
    for (const environment of [{ _: "/opt/claw/bin/openclaw" }, { PATH: "/bin:/opt/claw/bin" }]) {
      const [install] = await installs(files, { gateway, environment });
      assert.equal(install?.version, "2026.9.6");
      assert.deepEqual(install?.foundBy, ["environment of the running gateway"]);
    }
    assert.deepEqual(await installs(files, { gateway, environment: { _: "/usr/bin/bash" } }), []);
  });

  it("keeps a broken install that a unit points at, with no version", async () => {
    const entry = `${packageDir}/dist/index.js`;
    const [install] = await installs(
      { [entry]: "" },
      { units: [unitOf(["/usr/bin/node", entry, "gateway"])] },
    );
    assert.equal(install?.version, null);
    assert.equal(install?.node?.version, null);
  });

  it("takes no other package, script or dangling link for an install", async () => {
    const cases: readonly FakeFileTree[] = [
      {},
      { "/usr/bin/openclaw": "#!/bin/sh\nexec docker run openclaw\n" },
      { "/usr/bin/openclaw": { linkTo: "/gone/openclaw.mjs" } },
      { "/usr/bin/openclaw": { isDirectory: true } },
      { ...global, [`${packageDir}/package.json`]: '{"name":"not-it","version":"1.0.0"}' },
    ];
    for (const files of cases) assert.deepEqual(await installs(files), []);
  });
});
