/** A window of VS Code with the packaged extension installed, as a user has it. */
import { WorkbenchPage } from "../page/workbenchPage.ts";
import { openBrowser, type TestBrowser } from "./browser.ts";
import { startCodeServer, type CodeServer, type CodeServerOptions } from "./codeServer.ts";
import { packageExtension } from "./packageExtension.ts";

export interface TestWorkbench {
  readonly server: CodeServer;
  readonly browser: TestBrowser;
  readonly window: WorkbenchPage;
  close(): Promise<void>;
}

/** The extension is packaged from this repository unless `vsix` says otherwise. */
export async function openTestWorkbench(options: CodeServerOptions = {}): Promise<TestWorkbench> {
  const vsix = options.vsix ?? process.env["GATEWAY_LENS_VSIX"] ?? (await packageExtension()).path;
  const [server, browser] = await Promise.all([startCodeServer({ ...options, vsix }), openBrowser()]);
  const window = new WorkbenchPage(browser.page);
  await window.open(server.workbenchUrl());
  return {
    server,
    browser,
    window,
    async close() {
      await Promise.all([browser.close(), server.stop()]);
    },
  };
}
