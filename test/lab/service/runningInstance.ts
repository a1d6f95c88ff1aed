import { randomUUID } from "node:crypto";
import { Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import type { BootedInstance } from "../kernel/kernelTypes.ts";
import type { Account } from "../protocol.ts";
import { IdleTimer } from "./idleTimer.ts";
import { dialInit, rootCommand, runByInit } from "./initClient.ts";
import type { WslConf } from "./wslConf.ts";

export interface RunningOptions {
  readonly booted: BootedInstance;
  /** As read at this start. */
  readonly conf: WslConf;
  readonly hostname: string;
  readonly instanceIdleMs: number;
  /** Its last client has been gone for as long as that. */
  readonly onIdle: () => void;
}

/** The Windows process that asks; it is gone when its connection is closed. */
export interface Client {
  readonly gone: Promise<void>;
}

/** How an instance is stopped: by systemd, with a limit; or cut off, which is all there was up to WSL 2.6.1. */
export type StopKind = "orderly" | "abrupt";

/** An instance from its start to its end. */
export class RunningInstance {
  readonly conf: WslConf;
  readonly hostname: string;
  readonly #booted: BootedInstance;
  readonly #instanceIdleMs: number;
  readonly #idle: IdleTimer;
  readonly #clients = new Set<object>();
  /** By uid: whether the login session came up. */
  readonly #sessions = new Map<number, Promise<boolean>>();
  readonly #logins: Socket[] = [];
  #isEnded = false;

  constructor({ booted, conf, hostname, instanceIdleMs, onIdle }: RunningOptions) {
    this.#booted = booted;
    this.conf = conf;
    this.hostname = hostname;
    this.#instanceIdleMs = instanceIdleMs;
    this.#idle = new IdleTimer(onIdle);
    void booted.ended.then(() => {
      this.#isEnded = true;
      this.#idle.cancel();
      for (const socket of this.#logins) socket.destroy();
    });
  }

  get pid1(): number {
    return this.#booted.pid1;
  }

  get initSocket(): string {
    return this.#booted.initSocket;
  }

  get ended(): Promise<void> {
    return this.#booted.ended;
  }

  get clients(): number {
    return this.#clients.size;
  }

  /** Of the clients, those that are wslhost.exe. */
  get hosts(): number {
    return [...this.#clients].filter((client) => client instanceof Socket).length;
  }

  /** A Windows process that keeps it awake: wsl.exe or wslhost.exe. */
  attach(client: object): void {
    this.#clients.add(client);
    this.#idle.cancel();
  }

  detach(client: object): void {
    if (!this.#clients.delete(client) || this.#clients.size > 0 || this.#isEnded) return;
    this.#idle.start(this.#instanceIdleMs);
  }

  /**
   * wslhost.exe of one command: counts as a client until the last descendant of that command is gone, or when wsl.exe
   * went before it started one.
   */
  async holdFor(id: string, client: Client): Promise<void> {
    const hold = await dialInit(this.initSocket, { id, stream: "hold" });
    this.attach(hold);
    let hasStarted = false;
    hold.on("data", () => (hasStarted = true));
    void client.gone
      .then(() => sleep(1_000, undefined, { ref: false }))
      .then(() => {
        if (!hasStarted) hold.destroy();
      });
    hold.once("end", () => hold.end());
    hold.once("close", () => this.detach(hold));
  }

  /** Runs a command as root and returns its output; empty when it could not be run. */
  async asRoot(...argv: string[]): Promise<string> {
    const command = rootCommand(argv);
    const run = { initSocket: this.initSocket, id: randomUUID(), command, timeoutMs: 30_000 };
    return runByInit(run).then(
      ({ stdout }) => stdout.toString().trim(),
      () => "",
    );
  }

  /** Commands wait for systemd to be up, but not longer than wsl.conf says. */
  async waitForSystemd(): Promise<void> {
    if (!this.conf.hasSystemd) return;
    const isUp = async () => /^(running|degraded)$/.test(await this.asRoot("systemctl", "is-system-running"));
    await until(isUp, this.conf.initTimeoutMs, 100);
  }

  /**
   * Before the first command of an account init logs it in, and systemd starts its user manager (microsoft/WSL
   * `init/config.cpp`). False when that did not come up in time.
   */
  openSession(account: Account): Promise<boolean> {
    if (!this.conf.hasSystemd) return Promise.resolve(true);
    const known = this.#sessions.get(account.uid);
    if (known !== undefined) return known;
    const opened = this.#logIn(account);
    this.#sessions.set(account.uid, opened);
    return opened;
  }

  async #logIn({ name, uid }: Account): Promise<boolean> {
    const login = await dialInit(this.initSocket, { stream: "login", user: name });
    login.resume();
    this.#logins.push(login);
    let state = "";
    const isDecided = async () => {
      state = await this.asRoot("systemctl", "is-active", `user@${uid}.service`);
      return state === "active" || state === "failed";
    };
    await until(isDecided, this.conf.initTimeoutMs, 50);
    return state === "active";
  }

  async stop(kind: StopKind): Promise<void> {
    this.#idle.cancel();
    if (kind === "orderly" && this.conf.hasSystemd) {
      void this.asRoot("systemctl", "poweroff");
      const limit = new Promise((resolve) => {
        const timer = setTimeout(resolve, this.conf.initTimeoutMs);
        void this.ended.then(() => clearTimeout(timer));
      });
      await Promise.race([this.ended, limit]);
    }
    await this.#booted.kill();
    await this.ended;
  }
}

async function until(done: () => Promise<boolean>, limitMs: number, everyMs: number): Promise<void> {
  const end = performance.now() + limitMs;
  while (!(await done()) && performance.now() < end) {
    await sleep(everyMs);
  }
}
