// Takes the place of @vscode/spdlog's index.js where there is no C++ compiler: the same calls, appended as they come.
const { appendFileSync, mkdirSync } = require("node:fs");
const path = require("node:path");

const names = ["trace", "debug", "info", "warning", "error", "critical"];
let defaultLevel = names.indexOf("info");

class Logger {
  constructor(/** @type {string} */ _kind, /** @type {string} */ _name, /** @type {string} */ file) {
    mkdirSync(path.dirname(file), { recursive: true });
    this.file = file;
    this.level = defaultLevel;
    this.isRaw = false;
  }
  /** @type {(level: number, message: string) => void} */
  append(level, message) {
    if (level < this.level) return;
    const time = new Date().toISOString().replace("T", " ").replace("Z", "");
    appendFileSync(this.file, this.isRaw ? message : `${time} [${names[level]}] ${message}\n`);
  }
  trace = this.append.bind(this, 0);
  debug = this.append.bind(this, 1);
  info = this.append.bind(this, 2);
  warn = this.append.bind(this, 3);
  error = this.append.bind(this, 4);
  critical = this.append.bind(this, 5);
  getLevel() {
    return this.level;
  }
  /** @type {(level: number) => void} */
  setLevel(level) {
    this.level = level;
  }
  clearFormatters() {
    this.isRaw = true;
  }
  setPattern() {}
  flush() {}
  drop() {}
}

// VS Code imports this from ES modules, and Node finds the names of a CommonJS module only in this form.
exports.version = 0;
/** @type {(level: number) => void} */
exports.setLevel = (level) => {
  defaultLevel = level;
};
exports.setFlushOn = () => {};
exports.Logger = Logger;
/** @type {(name: string, file: string) => Promise<Logger>} */
exports.createRotatingLogger = async (name, file) => new Logger("rotating", name, file);
/** @type {(name: string, file: string) => Promise<Logger>} */
exports.createAsyncRotatingLogger = async (name, file) => new Logger("rotating_async", name, file);
