import assert from "node:assert/strict";
import { parseWslConfig } from "../../../../src/core/parse/wslConfig.ts";

describe("parseWslConfig", () => {
  it("has WSL's own defaults where nothing is said", () => {
    assert.deepEqual(parseWslConfig(""), {
      networkingMode: { value: "nat", line: null },
      localhostForwarding: { value: true, line: null },
    });
  });

  it("reads names in any case, with the line where they stand", () => {
    const text =
      "\uFEFF# mine\r\n[WSL2]\r\nLocalhostForwarding = False # slow\r\nnetworkingMode=Mirrored\r\n";
    assert.deepEqual(parseWslConfig(text), {
      networkingMode: { value: "mirrored", line: 4 },
      localhostForwarding: { value: false, line: 3 },
    });
  });

  it("knows the section that the mode was first in, and leaves what WSL does not know", () => {
    assert.equal(parseWslConfig("[experimental]\nnetworkingMode=mirrored").networkingMode.value, "mirrored");
    assert.equal(parseWslConfig("[wsl2]\nnetworkingMode=fast").networkingMode.value, "nat");
    assert.equal(parseWslConfig("[other]\nlocalhostForwarding=false").localhostForwarding.value, true);
  });
});
