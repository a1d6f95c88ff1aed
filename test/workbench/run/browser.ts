/** A headless Chromium of the test bed that reaches nothing but this machine. */
import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { chromium, type Page } from "playwright-core";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";
import { ensureTestbed } from "./testbed.ts";

export interface TestBrowser {
  readonly page: Page;
  /** A further page that shares nothing with the first one: its own storage, like a new user's. */
  newPage(): Promise<Page>;
  /** Addresses off this machine that pages asked for; each was refused. */
  readonly refused: readonly string[];
  /** Uncaught errors of the pages, and crashes. */
  readonly errors: readonly string[];
  close(): Promise<void>;
}

const flags = [
  "--no-sandbox", // it takes user namespaces, which containers often forbid; only our own pages are loaded
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  // The browser's own updater and account look-ups ignore the flags above; no name resolves for them.
  "--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost",
];
const local = new Set(["127.0.0.1", "localhost"]);
const actionTimeoutMs = 15_000;

export async function openBrowser(): Promise<TestBrowser> {
  const testbed = await ensureTestbed();
  const home = await makeScratchFolder();
  const fontsConf = join(home, "fonts.conf");
  await writeFile(fontsConf, fontConfig(testbed.fonts, home));
  await mkdir(join(home, "tmp"));
  const browser = await chromium.launch({
    executablePath: testbed.chromium,
    args: flags,
    env: {
      PATH: "/usr/bin:/bin",
      HOME: home,
      TMPDIR: join(home, "tmp"),
      LD_LIBRARY_PATH: testbed.libraries,
      FONTCONFIG_FILE: fontsConf,
    },
  });
  const refused: string[] = [];
  const errors: string[] = [];
  const newPage = async () => {
    const context = await browser.newContext({
      viewport: { width: 1400, height: 900 },
      locale: "en-US",
      reducedMotion: "reduce",
      permissions: ["clipboard-read", "clipboard-write"],
    });
    await context.route(
      ({ hostname }) => !local.has(hostname),
      (route) => {
        refused.push(route.request().url());
        return route.abort("blockedbyclient");
      },
    );
    const page = await context.newPage();
    page.setDefaultTimeout(actionTimeoutMs);
    page.on("pageerror", (error) => errors.push(String(error)));
    page.on("crash", () => errors.push("the page crashed"));
    return page;
  };
  return {
    page: await newPage(),
    newPage,
    refused,
    errors,
    async close() {
      await browser.close();
      await removeScratchFolder(home);
    },
  };
}

/** With no font at all, the renderer hangs as soon as an editor opens. The config of the package knows /tmp/fonts only. */
function fontConfig(fonts: string, home: string): string {
  return `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${fonts}</dir><cachedir>${join(home, "font-cache")}</cachedir></fontconfig>
`;
}
