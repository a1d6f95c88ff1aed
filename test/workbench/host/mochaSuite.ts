/** What VS Code runs as `extensionTestsPath`: mocha inside the extension host, over the files bundled beside this one. */
import { readdirSync } from "node:fs";
import { join } from "node:path";
import type Mocha from "mocha";
import { suiteVariables } from "./suiteEvent.ts";
import { tellRunner } from "./tellRunner.ts";

/** Rejects when a test failed, which the editor turns into its exit code. */
export async function run(): Promise<void> {
  process.setSourceMapsEnabled(true);
  tellRunner({ kind: "host", pid: process.pid, nodeVersion: process.versions.node });
  const loaded = (await import(process.env[suiteVariables.mocha] ?? "mocha")) as { default: typeof Mocha };
  const mocha = new loaded.default({
    timeout: 20_000,
    forbidOnly: true,
    forbidPending: true,
    grep: process.env[suiteVariables.grep] ?? "",
    reporter: TellRunner as never,
  });
  for (const file of readdirSync(__dirname).filter((name) => name.endsWith(".test.js"))) {
    mocha.addFile(join(__dirname, file));
  }
  const failures = await new Promise<number>((resolve) => void mocha.run(resolve));
  tellRunner({ kind: "ended", failures });
  if (failures > 0) throw new Error(`${failures} failed`);
}

/** Mocha makes its reporter with `new`. */
function TellRunner(runner: Mocha.Runner): void {
  runner.on("pass", (test) =>
    tellRunner({ kind: "passed", title: test.fullTitle(), elapsedMs: test.duration ?? 0 }),
  );
  runner.on("fail", (test, error: Error) =>
    tellRunner({ kind: "failed", title: test.fullTitle(), stack: error.stack ?? String(error) }),
  );
}
