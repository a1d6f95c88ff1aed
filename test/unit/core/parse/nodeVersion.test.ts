import assert from "node:assert/strict";
import { nodeVersionFromPath, parseNodeVersionHeader } from "../../../../src/core/parse/nodeVersion.ts";

describe("nodeVersionFromPath", () => {
  const paths: readonly (readonly [string, string | null])[] = [
    ["/home/dev/.nvm/versions/node/v24.21.0/bin/node", "24.21.0"],
    ["/home/dev/.openclaw/tools/node-v24.19.0/bin/node", "24.19.0"],
    ["/opt/node-v22.1.0-linux-x64/bin/node", "22.1.0"],
    ["/home/dev/.local/share/fnm/node-versions/v26.1.0/installation/bin/node", "26.1.0"],
    ["/home/dev/.volta/tools/image/node/24.16.0/bin/node", "24.16.0"],
    ["/usr/bin/node", null],
    ["/opt/app-1.2.3/vendor/bin/node", null],
    ["/opt/node24/bin/node", null],
  ];
  for (const [path, version] of paths) {
    it(`tells ${version ?? "nothing"} of ${path}`, () => {
      assert.equal(nodeVersionFromPath(path), version);
    });
  }
});

describe("parseNodeVersionHeader", () => {
  it("joins the three numbers", () => {
    const text =
      "#ifndef X\n#define NODE_MAJOR_VERSION 24\n#define NODE_MINOR_VERSION 21\n#define NODE_PATCH_VERSION 0\n#define NODE_MODULE_VERSION 137\n";
    assert.equal(parseNodeVersionHeader(text), "24.21.0");
  });

  it("gives null when one is missing", () => {
    assert.equal(parseNodeVersionHeader("#define NODE_MAJOR_VERSION 24\n"), null);
  });
});
