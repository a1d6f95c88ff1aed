/** What is to be done after `npm ci` of the test bed: no root, no system package, no download but from npm. */
import { spawnSync } from "node:child_process";
import { chmod, copyFile, mkdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { brotliDecompressSync } from "node:zlib";
import { cleanEnv, pinnedNode, runNpm } from "../../tools/bootstrap.mjs";

/** Where the parts lie in an installed test bed. */
export const parts = {
  codeServer: "node_modules/code-server/out/node/entry.js",
  chromium: "chromium/chromium",
  /** libnss and what it needs, for machines that have none. */
  libraries: "chromium/lib",
  fonts: "chromium/fonts",
} as const;

/** Log lines of the editor, output channels included, go through `spdlog`; without the watchdog every start logs an error. */
const natives = ["spdlog", "native-watchdog"] as const;

export async function completeTestbed(dir: string): Promise<void> {
  const vscode = join(dir, "node_modules/code-server/lib/vscode");
  // code-server's own postinstall does these two, and then eight native builds of which one wants Kerberos headers.
  // `npm ci` is no use there: the published shrinkwrap does not match its package.json.
  const production = ["install", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  await runNpm(production, vscode);
  await runNpm(production, join(vscode, "extensions"));
  for (const native of natives) {
    const at = join(vscode, "node_modules/@vscode", native);
    if (buildNative(dir, at)) continue;
    process.stderr.write(`Going on without ${native}: its build takes python3, make and a C++ compiler.\n`);
    if (native === "spdlog") await copyFile(join(dir, "spdlog.cjs"), join(at, "index.js"));
  }
  await unpackChromium(dir);
}

/** Both are Node-API modules, so the headers that come with the pinned Node fit whatever Node loads them. */
function buildNative(dir: string, at: string): boolean {
  const gyp = join(dir, "node_modules/node-gyp/bin/node-gyp.js");
  const nodeDir = join(dirname(pinnedNode), "..");
  const { status } = spawnSync(
    pinnedNode,
    [gyp, "rebuild", "--silent", "--jobs=max", `--nodedir=${nodeDir}`],
    { cwd: at, env: cleanEnv(), stdio: ["ignore", "ignore", 2], timeout: 300_000 },
  );
  return status === 0;
}

/** The package is made for a cloud function: its own code would unpack to /tmp, so only its archives are used. */
async function unpackChromium(dir: string): Promise<void> {
  const archives = join(dir, "node_modules/@sparticuz/chromium/bin");
  const chromium = join(dir, dirname(parts.chromium));
  await mkdir(chromium);
  await writeFile(
    join(dir, parts.chromium),
    brotliDecompressSync(await readFile(join(archives, "chromium.br"))),
  );
  await chmod(join(dir, parts.chromium), 0o755);
  for (const archive of ["swiftshader", "al2023", "fonts"]) {
    const { status, stderr } = spawnSync("tar", ["x", "--no-same-owner", "-C", chromium], {
      input: brotliDecompressSync(await readFile(join(archives, `${archive}.tar.br`))),
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`tar of ${archive} ended with ${status}: ${stderr}`);
  }
}
