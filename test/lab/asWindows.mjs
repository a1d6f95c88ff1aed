/**
 * Preload for programs that are to take the Windows side of a lab for Windows: `node --import …/asWindows.mjs program`.
 * The platform, the account and paths are Windows'; files and programs of its C: drive are those of the lab. Nothing of
 * the program is replaced, so that what ships is what runs. For CommonJS programs only.
 */
import childProcess from "node:child_process";
import fs from "node:fs";
import fsPromises from "node:fs/promises";
import Module, { syncBuiltinESMExports } from "node:module";
import os from "node:os";
import path from "node:path";

const { env } = process;
const user = env["USERNAME"] ?? "dev";
const profile = env["USERPROFILE"] ?? `C:\\Users\\${user}`;
/** Where the C: drive is: HOME is the user's folder on it. */
const drive = path.resolve(env["HOME"] ?? "/nonexistent/Users/dev", "../..");
const ourPath = env["PATH"] ?? "/usr/bin:/bin";
env["PATH"] = "C:\\Windows\\System32;C:\\Windows;C:\\Windows\\System32\\WindowsPowerShell\\v1.0";
env["PATHEXT"] = ".COM;.EXE;.BAT;.CMD";

/**
 * @param {unknown} name
 * @returns {unknown}
 */
function toOurs(name) {
  if (typeof name !== "string") return name;
  const onDrive = /^[Cc]:(?:[\\/]|$)/.test(name);
  if (!onDrive && !name.includes("\\")) return name;
  const rest = (onDrive ? name.slice(2) : name).replaceAll("\\", "/");
  return onDrive ? path.join(drive, rest) : rest;
}

/**
 * @param {unknown} name
 * @returns {unknown}
 */
function toTheirs(name) {
  if (typeof name !== "string" || !(name === drive || name.startsWith(`${drive}/`))) return name;
  return `C:${name.slice(drive.length).replaceAll("/", "\\") || "\\"}`;
}

/**
 * Throws an error with the path in it as on Windows.
 * @param {unknown} error
 * @returns {never}
 */
function throwAsTheirs(error) {
  if (error instanceof Error && "path" in error) {
    const theirs = toTheirs(error.path);
    error.message = error.message.replace(`'${String(error.path)}'`, `'${String(theirs)}'`);
    error.path = theirs;
  }
  throw error;
}

/** @typedef {Record<string, unknown>} Members */

/**
 * Lets every function of a module take Windows paths.
 * @param {Members} target
 */
function translate(target) {
  for (const [name, member] of Object.entries(target)) {
    if (typeof member !== "function" || /^[A-Z]|^write$|^read$/.test(name)) continue;
    const pathCount = /^(?:rename|copyFile|cp|link|symlink)(?:Sync)?$/.test(name) ? 2 : 1;
    const wrapped = (/** @type {unknown[]} */ ...args) => {
      const ours = args.map((arg, index) => (index < pathCount ? toOurs(arg) : arg));
      try {
        const answer = Reflect.apply(member, target, ours);
        const handOn = name.startsWith("realpath") ? toTheirs : (/** @type {unknown} */ value) => value;
        return answer instanceof Promise ? answer.then(handOn, throwAsTheirs) : handOn(answer);
      } catch (error) {
        return throwAsTheirs(error);
      }
    };
    target[name] = Object.assign(wrapped, member);
  }
}

/**
 * A program on the C: drive, started with a PATH that its own interpreter can use.
 * @param {"spawn" | "spawnSync"} name
 */
function startOurs(name) {
  const start = childProcess[name];
  const members = /** @type {Members} */ (/** @type {unknown} */ (childProcess));
  members[name] = (
    /** @type {unknown} */ file,
    /** @type {unknown} */ args,
    /** @type {Members} */ options = {},
  ) => {
    const given = /** @type {Members} */ (options["env"] ?? env);
    const ours = { ...options, cwd: toOurs(options["cwd"]), env: { ...given, PATH: ourPath } };
    return Reflect.apply(start, childProcess, [toOurs(file), args, ours]);
  };
}

/** The lab's programs are scripts, which no .exe is: whoever looks for a script's first line finds none. */
function hideLaunchers() {
  const members = /** @type {Members} */ (/** @type {unknown} */ (fs));
  const open = fs.openSync;
  members["openSync"] = (/** @type {unknown} */ file, /** @type {unknown[]} */ ...rest) =>
    Reflect.apply(open, fs, [/\.exe$/i.test(String(file)) ? "/nonexistent" : file, ...rest]);
}

translate(fs);
translate(fsPromises);
hideLaunchers();
startOurs("spawn");
startOurs("spawnSync");

Object.assign(os, {
  platform: () => "win32",
  type: () => "Windows_NT",
  release: () => "10.0.26100",
  hostname: () => env["COMPUTERNAME"] ?? "DESKTOP-LAB",
  homedir: () => profile,
  tmpdir: () => `${profile}\\AppData\\Local\\Temp`,
  userInfo: () => ({ username: user, homedir: profile, uid: -1, gid: -1, shell: null }),
});
syncBuiltinESMExports();

const modules = /** @type {Members} */ (/** @type {unknown} */ (Module.prototype));
const load = /** @type {(this: unknown, id: string) => unknown} */ (modules["require"]);
modules["require"] = function (/** @type {string} */ id) {
  return id === "path" || id === "node:path" ? path.win32 : load.call(this, id);
};

for (const name of ["getuid", "geteuid", "getgid", "getegid", "getgroups"]) {
  Object.defineProperty(process, name, { value: undefined, configurable: true });
}
Object.defineProperty(process, "platform", { value: "win32" });
