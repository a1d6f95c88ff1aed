import assert from "node:assert/strict";
import { interopEnvironment } from "../../../../../src/core/discover/windows/interop.ts";
import { fakePorts, type FakeMachineScript } from "../../../../support/fakeMachine.ts";

const interopIn = (script: FakeMachineScript) => interopEnvironment(fakePorts(script).ports);
const own = { self: { WSL_INTEROP: "/run/WSL/7_interop" } };

describe("interopEnvironment", () => {
  it("leaves a session alone whose socket is there, or that has none", async () => {
    assert.deepEqual(await interopIn({ environments: own, files: { "/run/WSL/7_interop": "" } }), {});
    assert.deepEqual(await interopIn({ files: { "/run/WSL/9_interop": "" } }), {});
  });

  it("takes another session's socket where its own is gone", async () => {
    const files = { "/run/WSL/9_interop": "", "/run/WSL/other": "" };
    assert.deepEqual(await interopIn({ environments: own, files }), { WSL_INTEROP: "/run/WSL/9_interop" });
    assert.deepEqual(await interopIn({ environments: own, files: { "/run/WSL/other": "" } }), {});
  });
});
