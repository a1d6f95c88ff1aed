/** The product's platform layer, and all that is pure, on Node for Windows. */
import { join } from "node:path";
import { isFullRun } from "../support/fullRun.ts";
import { root } from "../tools/bootstrap.mjs";
import { startBareWindows, type BareWindows } from "./support/bareWindows.ts";
import { passOnWindows } from "./support/windowsMocha.ts";

const probe = join(root, "test/win32/support/shimProbeProcess.ts");
const programs = {
  "Tools and more/probe.exe": `#!/bin/sh\nexec '${process.execPath}' --no-warnings '${probe}' "$@"\n`,
};

const users: readonly (readonly [user: string, suites: readonly string[]])[] = [
  ["dev", ["runner", "shims", "files", "network", "liveChildren"]],
  ["Jürgen Müller", ["runner", "shims", "files"]],
  ["山田 太郎 𝄞", ["shims", "files"]],
];

for (const [user, suites] of isFullRun ? users : users.slice(0, 2)) {
  describe(`on Windows, as ${user}`, () => {
    let windows: BareWindows;
    before(async () => {
      windows = await startBareWindows({ user, wsl: "stub" }, programs);
    });
    after(() => windows.stop());

    for (const suite of suites) {
      it(`passes the ${suite} suite`, () =>
        passOnWindows(windows, `test/win32/onWindows/${suite}.test.ts`, { env: { LENS_USER: user } }));
    }
  });
}

/** What these look at is no Windows: how this repository lists its files, and a device of Linux. */
const ofOurSide = /lists every rule file|a device that never ends/;

describe("what is pure, on Windows", () => {
  let windows: BareWindows;
  before(async () => {
    windows = await startBareWindows({ wsl: "stub" });
  });
  after(() => windows.stop());

  it("passes the unit tests of the core and the terminal", () =>
    passOnWindows(windows, "test/unit/{core,terminal}/**/*.test.ts", { except: ofOurSide }));
});
