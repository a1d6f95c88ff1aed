/** A real VS Code server with everything of its own: home, settings, extensions, port; no marketplace, no telemetry. */
import { copyFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { delimiter, dirname, join, relative } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { startOwnedProcess, type OwnedProcess } from "../../support/ownedProcess.ts";
import { pinnedNode } from "../../tools/bootstrap.mjs";
import { quietSettings } from "./quietSettings.ts";
import { makeScratchFolder, removeScratchFolder } from "./scratchFolder.ts";
import type { ServerPlace } from "./serverPlace.ts";
import { ensureTestbed } from "./testbed.ts";

export interface CodeServerOptions {
  /** Installed before the start. */
  readonly vsix?: string;
  /** The folder that the window opens, as it is; a new empty one unless given. */
  readonly folder?: string;
  /** Added to the environment of the editor and so of the extension; the HOME of a real gateway, for example. */
  readonly env?: Readonly<Record<string, string>>;
  /** Over the quiet ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** "asked" starts in Restricted Mode, as for a folder that the user has not judged. Default "granted". */
  readonly trust?: "granted" | "asked";
  /** Lets a page name an extension under development and its tests. Notifications show no toasts then. */
  readonly withTestDriver?: boolean;
  /** A free one unless given. */
  readonly port?: number;
  /** Beside us unless given. It has its own folder and port. */
  readonly place?: ServerPlace;
}

export interface CodeServer {
  readonly pid: number;
  /** Holds all it writes; goes with `stop`. */
  readonly dir: string;
  readonly folder: string;
  /** Where the page is that shows the folder; `query` adds to it. */
  workbenchUrl(query?: Readonly<Record<string, string>>): string;
  /** How that page names a file of this machine. */
  remoteUri(path: string): string;
  /** Replaces the settings that were given at the start; a window is sure to see them once it is loaded again. */
  writeSettings(settings: Readonly<Record<string, unknown>>): Promise<void>;
  /** Every log file by its path: server, extension host, and one for each output channel. */
  logs(): Promise<ReadonlyMap<string, string>>;
  readonly isRunning: () => boolean;
  readonly ended: Promise<number | null>;
  stop(): Promise<void>;
}

const startTimeoutMs = 30_000;
const installTimeoutMs = 30_000;

export async function startCodeServer(options: CodeServerOptions = {}): Promise<CodeServer> {
  const place = options.place ?? (await besideUs(options));
  const { dir } = place;
  const at = { home: join(dir, "home"), data: join(dir, "data"), tmp: join(dir, "tmp") };
  for (const path of [at.home, at.tmp, join(at.data, "User")]) await mkdir(path, { recursive: true });
  const writeSettings = (settings: Readonly<Record<string, unknown>>) =>
    writeFile(join(at.data, "User/settings.json"), JSON.stringify({ ...quietSettings, ...settings }));
  await writeSettings(options.settings ?? {});
  // Without it, code-server writes one into the home, with a password.
  await writeFile(join(dir, "config.yaml"), "{}\n");
  const vsix = join(dir, "extension.vsix");
  if (options.vsix !== undefined) await copyFile(options.vsix, vsix);
  await place.prepare();

  const env = { ...quietEnv(at), ...options.env };
  const own = ["--config", join(dir, "config.yaml"), "--user-data-dir", at.data];
  const run = (args: readonly string[]) =>
    place.start([...place.program, ...own, "--extensions-dir", join(dir, "extensions"), ...args], {
      env,
      cwd: dir,
    });
  if (options.vsix !== undefined) await installVsix(run, vsix);
  const server = run([...place.listen, ...serverArgs(options)]);
  const { url, close } = await place.reach(await listeningAddress(server));
  const { host } = new URL(url);
  const { folder } = place;
  return {
    pid: server.pid,
    dir,
    folder,
    workbenchUrl: (query = {}) => `${url}/?${new URLSearchParams({ folder, ...query }).toString()}`,
    remoteUri: (path) => `vscode-remote://${host}${path}`,
    writeSettings,
    logs: () => readLogs(join(at.data, "logs")),
    isRunning: server.isRunning,
    ended: server.ended,
    async stop() {
      close();
      await server.stop(5000);
      await removeScratchFolder(dir);
    },
  };
}

async function besideUs({ folder, port = 0 }: CodeServerOptions): Promise<ServerPlace> {
  const { codeServer } = await ensureTestbed();
  const dir = await makeScratchFolder();
  const own = join(dir, "folder");
  if (folder === undefined) await mkdir(own);
  return {
    dir,
    folder: folder ?? own,
    program: [pinnedNode, codeServer],
    listen: ["--bind-addr", `127.0.0.1:${port}`],
    prepare: () => Promise.resolve(),
    start: ([program, ...args], started) => startOwnedProcess(program, args, started),
    reach: (url) => Promise.resolve({ url: new URL(url).origin, close: () => undefined }),
  };
}

function serverArgs({ trust = "granted", withTestDriver = false }: CodeServerOptions): string[] {
  const args = ["--auth", "none", "--ignore-last-opened"];
  args.push("--disable-telemetry", "--disable-update-check", "--disable-getting-started-override");
  if (trust === "granted") args.push("--disable-workspace-trust");
  // A built workbench ignores extensions under development, silently, unless this is on.
  if (withTestDriver) args.push("--vscode-option", "enable-smoke-test-driver");
  return args;
}

/** Nothing of the developer's own environment but language and time zone. */
function quietEnv(at: { readonly home: string; readonly tmp: string }): Record<string, string> {
  const inherited = ["LANG", "LC_ALL", "TZ", "USER", "LOGNAME", "SHELL", "TERM"].flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return {
    ...Object.fromEntries(inherited),
    PATH: [dirname(pinnedNode), "/usr/local/bin", "/usr/bin", "/bin"].join(delimiter),
    HOME: at.home,
    TMPDIR: at.tmp,
    // Else each start asks the marketplace for updates.
    EXTENSIONS_GALLERY: '{"serviceUrl":""}',
  };
}

type Run = (args: readonly string[]) => OwnedProcess;

async function installVsix(run: Run, vsix: string): Promise<void> {
  const child = run(["--install-extension", vsix, "--force"]);
  const timer = setTimeout(() => void child.kill(), installTimeoutMs);
  const code = await child.ended;
  clearTimeout(timer);
  if (code !== 0) throw new Error(`${vsix} was not installed (${code}): ${child.stdout()}${child.stderr()}`);
}

/** A URL or the path of a socket, told in the log once connections are accepted. */
async function listeningAddress(server: OwnedProcess): Promise<string> {
  const deadline = performance.now() + startTimeoutMs;
  for (;;) {
    const [, address] = /HTTP server listening on (\S+)\n/.exec(server.stdout()) ?? [];
    if (address !== undefined) return address;
    if (!server.isRunning() || performance.now() > deadline) {
      await server.kill();
      throw new Error(`code-server did not start: ${server.stdout()}${server.stderr()}`);
    }
    await sleep(20);
  }
}

async function readLogs(dir: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(dir, { recursive: true, withFileTypes: true })).filter((file) =>
    file.isFile(),
  );
  const logs = files.map(async ({ parentPath, name }) => {
    const path = join(parentPath, name);
    return [relative(dir, path), await readFile(path, "utf8")] as const;
  });
  return new Map(await Promise.all(logs));
}
