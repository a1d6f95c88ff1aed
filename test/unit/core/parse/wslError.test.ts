import assert from "node:assert/strict";
import { parseWslError } from "../../../../src/core/parse/wslError.ts";
import { windowsSamples, windowsSampleText } from "../../../support/windowsSample.ts";

describe("parseWslError", () => {
  it("reads the code of every failure that has one, in every language", () => {
    const texts = windowsSamples
      .filter(({ file, stream }) => stream === "stdout" && !/^(?:windows|docker|inside)\//.test(file))
      .map(({ file }) => [file, windowsSampleText(file)] as const)
      .filter(([, text]) => / Wsl\/|^[^\n]*:\s*Wsl\//m.test(text));
    assert.ok(texts.length > 100);
    for (const [file, text] of texts) {
      const error = parseWslError(text);
      assert.equal(error?.contexts[0], "Wsl", file);
      assert.match(error?.code ?? "", /^(?:0x[0-9a-f]{8}|[A-Z][A-Z0-9_]+)$/, file);
    }
  });

  it("tells where it failed and how", () => {
    assert.deepEqual(parseWslError(windowsSampleText("zh-CN/distro-not-found.stdout")), {
      contexts: ["Wsl", "Service"],
      code: "WSL_E_DISTRO_NOT_FOUND",
      path: "Wsl/Service/WSL_E_DISTRO_NOT_FOUND",
    });
  });

  it("knows by name what an older WSL tells by number", () => {
    const error = parseWslError("…\nFehlercode: Wsl/Service/0x8007274c\n");
    assert.equal(error?.code, "WSAETIMEDOUT");
    assert.equal(error?.path, "Wsl/Service/0x8007274c");
    assert.equal(parseWslError("Wsl/Service/CreateInstance/0x80041234")?.code, "0x80041234");
  });

  it("finds none in a path or a sentence", () => {
    assert.equal(parseWslError("open C:\\Program Files\\WSL/wsl.exe"), null);
    assert.equal(parseWslError(windowsSampleText("en-US/list-none-installed.stdout")), null);
  });
});
