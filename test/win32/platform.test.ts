/** The product's platform layer, and all that is pure, on Node for Windows. */
import { join } from "node:path";
import { root } from "../tools/bootstrap.mjs";
import { startBareWindows, type BareWindows } from "./support/bareWindows.ts";
import { passOnWindows } from "./support/windowsMocha.ts";

const probe = join(root, "test/win32/support/shimProbe.ts");
const programs = {
  "Tools and more/probe.exe": `#!/bin/sh\nexec '${process.execPath}' --no-warnings '${probe}' "$@"\n`,
};

for (const user of ["dev", "Jürgen Müller", "山田 太郎 𝄞"]) {
  describe(`on Windows, as ${user}`, () => {
    let windows: BareWindows;
    before(async () => {
      windows = await startBareWindows({ user, wsl: "stub" }, programs);
    });
    after(() => windows.stop());

    for (const suite of ["runner", "shims", "files", "network", "liveChildren"]) {
      it(`passes the ${suite} suite`, () =>
        passOnWindows(windows, `test/win32/onWindows/${suite}.test.ts`, { env: { LENS_USER: user } }));
    }
  });
}
