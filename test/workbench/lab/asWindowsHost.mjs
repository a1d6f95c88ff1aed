/**
 * Preload for a VS Code server in the Windows network of a lab: its extension host takes the lab for Windows from the
 * moment it loads the product, and for the product alone. The host has chosen its paths by then, and what else runs in
 * it starts programs by the platform that is.
 */
import Module, { createRequire, syncBuiltinESMExports } from "node:module";
import os from "node:os";

const product = /\/gateway-lens\.openclaw-gateway-lens-[^/]+\/dist\//;
/** What a program asks its process about the platform. */
const told = ["platform", "getuid", "geteuid", "getgid", "getegid", "getgroups"];

/** @typedef {(this: { readonly filename?: string }, id: string) => unknown} Require */
/** @typedef {(this: unknown, content: string, filename: string, ...rest: unknown[]) => unknown} Compile */

/** Turns the text of a CommonJS module into a function; no public name leads there before it runs. */
const step = "_compile";
const modules = /** @type {{ require: Require, _compile: Compile }} */ (
  /** @type {unknown} */ (Module.prototype)
);

/** @returns {Record<string, unknown>} what the product gets for itself, by the names that it asks for */
function becomeWindows() {
  const before = { require: modules.require, os: functionsOf(os), process: descriptors() };
  createRequire(import.meta.url)("../../lab/asWindows.mjs");
  const path = modules.require.call({}, "path");
  const windows = { os: { ...os }, process: descriptors() };
  modules.require = before.require;
  Object.assign(os, before.os);
  Object.defineProperties(process, before.process);
  syncBuiltinESMExports();
  const itsProcess = new Proxy(process, {
    get: (target, name) => {
      const own = windows.process[String(name)];
      return own === undefined ? Reflect.get(target, name) : own.value;
    },
  });
  return { path, os: windows.os, process: itsProcess };
}

/**
 * The rest cannot be written.
 * @param {object} of
 */
function functionsOf(of) {
  return Object.fromEntries(Object.entries(of).filter(([, member]) => typeof member === "function"));
}

/** @returns {PropertyDescriptorMap} */
function descriptors() {
  const all = Object.getOwnPropertyDescriptors(process);
  return Object.fromEntries(Object.entries(all).filter(([name]) => told.includes(name)));
}

/** @type {Record<string, unknown> | undefined} */
let windows;

/** @param {Compile} compile */
function compileForProduct(compile) {
  /** @type {Compile} */
  return function (content, filename, ...rest) {
    if (!product.test(filename)) return compile.call(this, content, filename, ...rest);
    if (windows === undefined) {
      windows = becomeWindows();
      modules.require = requireForProduct(modules.require);
    }
    const program = `(function (process) {${content}\n}).call(this, require("node:process"))`;
    return compile.call(this, program, filename, ...rest);
  };
}

/** @param {Require} load */
function requireForProduct(load) {
  /** @type {Require} */
  return function (id) {
    const own = product.test(this.filename ?? "") ? windows?.[id.replace(/^node:/, "")] : undefined;
    return own ?? load.call(this, id);
  };
}

if (process.argv.includes("--type=extensionHost")) modules[step] = compileForProduct(modules[step]);
