import assert from "node:assert/strict";
import { parseLauncher } from "../../../../src/core/parse/launcher.ts";

describe("parseLauncher", () => {
  it("reads the installer's launcher", () => {
    const text =
      '#!/usr/bin/env bash\nset -euo pipefail\nexec "/home/dev/.openclaw/tools/node/bin/node" "/home/dev/.openclaw/tools/node-v24.19.0/lib/node_modules/openclaw/dist/entry.js" "$@"\n';
    assert.deepEqual(parseLauncher(text), {
      node: "/home/dev/.openclaw/tools/node/bin/node",
      entry: "/home/dev/.openclaw/tools/node-v24.19.0/lib/node_modules/openclaw/dist/entry.js",
    });
  });

  it("gives null for other scripts", () => {
    assert.equal(parseLauncher('#!/bin/sh\nexec docker run openclaw "$@"\n'), null);
    assert.equal(parseLauncher('# exec "/a/node" "/b/dist/entry.js"\n'), null);
    assert.equal(parseLauncher(""), null);
  });
});
