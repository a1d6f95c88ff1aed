import { setTimeout as sleep } from "node:timers/promises";
import type { Lab } from "../lab.ts";
import type { InstanceEntry } from "../protocol.ts";
import { shownExitCode } from "../service/initClient.ts";

/** The entry of that instance in the list. */
export async function entryOf(lab: Lab, name: string): Promise<InstanceEntry | undefined> {
  const { instances } = await lab.ask("list", {});
  return instances.find((entry) => entry.name === name);
}

export async function stateOf(lab: Lab, name: string): Promise<string | undefined> {
  return (await entryOf(lab, name))?.state;
}

/** Runs a shell script in an instance: what it printed, and its exit code behind it when it failed. */
export async function sh(lab: Lab, name: string, script: string, user?: string): Promise<string> {
  const argv = ["/bin/sh", "-c", script] as const;
  const run = await lab.inside({ name, argv, ...(user !== undefined && { user }) });
  const code = shownExitCode(run.status);
  return `${run.stdout.toString().trim()}${code === 0 ? "" : ` (${code}) ${run.stderr.toString()}`}`;
}

/** Asks again until it holds; the last answer is the failure's message. */
export async function eventually<T>(
  ask: () => Promise<T>,
  holds: (answer: T) => boolean,
  limitMs = 10_000,
): Promise<T> {
  const end = performance.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (holds(answer)) return answer;
    if (performance.now() > end) throw new Error(`still ${JSON.stringify(answer)} after ${limitMs} ms`);
    await sleep(50);
  }
}

/** Something that runs until it is ended. */
export interface Ongoing {
  end(): Promise<void>;
}

/** A command that keeps an instance awake, as a wsl.exe with `sleep infinity` does. */
export async function holdAwake(lab: Lab, name: string, script = "exec sleep infinity"): Promise<Ongoing> {
  const stop = new AbortController();
  const before = (await entryOf(lab, name))?.clients ?? 0;
  const argv = ["/bin/sh", "-c", script] as const;
  const ended = lab.inside({ name, argv, signal: stop.signal, timeoutMs: 120_000 }).then(
    () => undefined,
    () => undefined,
  );
  await eventually(
    () => entryOf(lab, name),
    (entry) => entry?.state === "Running" && entry.clients > before,
  );
  return {
    async end() {
      stop.abort();
      await ended;
    },
  };
}

/** Answers every connection with a word. Debian's smallest system has Perl, not Python. */
const guestServer = (address: string, port: number, word: string) => `exec perl -e '
  use Socket; my ($a, $p) = ("${address}", ${port}); my $six = $a =~ /:/;
  socket(my $s, $six ? AF_INET6 : AF_INET, SOCK_STREAM, 0) or die $!;
  setsockopt($s, SOL_SOCKET, SO_REUSEADDR, 1);
  bind($s, $six ? pack_sockaddr_in6($p, Socket::inet_pton(AF_INET6, $a)) : pack_sockaddr_in($p, inet_aton($a))) or die "bind: $!\\n";
  listen($s, 9) or die $!;
  while (accept(my $c, $s)) { syswrite($c, "${word}"); close($c) }'`;

/** A server in an instance; resolves when it listens. */
export async function serveInside(
  lab: Lab,
  name: string,
  port: number,
  { address = "127.0.0.1", word = "guest" } = {},
): Promise<Ongoing> {
  const server = await holdAwake(lab, name, guestServer(address, port, word));
  await eventually(
    () => sh(lab, name, "ss -Hlnt"),
    (text) => text.includes(`:${port} `),
  );
  return server;
}

/** Tries to listen in an instance: what Perl says about it. */
export function tryToServeInside(lab: Lab, name: string, port: number): Promise<string> {
  return sh(lab, name, guestServer("127.0.0.1", port, "").replace("exec", "timeout 2"));
}

/** A server on the Windows side. */
export async function serveOnWindows(lab: Lab, port: number, word = "windows"): Promise<Ongoing> {
  const stop = new AbortController();
  const program = `require("net").createServer((s) => s.end(${JSON.stringify(word)})).listen(${port}, "127.0.0.1")`;
  const ended = lab
    .windows([process.execPath, "-e", program], { signal: stop.signal, timeoutMs: 120_000 })
    .then(
      () => undefined,
      () => undefined,
    );
  await eventually(
    () => readOnWindows(lab, port),
    (text) => text === word,
  );
  return {
    async end() {
      stop.abort();
      await ended;
    },
  };
}

/** What a program on the Windows side reads from that port, or why it cannot. */
export async function readOnWindows(lab: Lab, port: number, host = "127.0.0.1"): Promise<string> {
  const program =
    `require("net").connect(${port}, "${host}").setTimeout(3000, () => process.exit(1))` +
    `.on("error", (e) => console.log(e.code)).on("data", (d) => process.stdout.write(d))`;
  const { stdout } = await lab.windows([process.execPath, "-e", program]);
  return stdout.toString().trim();
}
