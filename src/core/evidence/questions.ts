import type { CommandResult, CommandSpec } from "../ports/commands.ts";
import type { FileFacts } from "../ports/files.ts";
import type { Door } from "../ports/door.ts";
import type { ConnectRequest, GatewayDialog, Hello } from "../ports/gatewayDialog.ts";
import type { Guest } from "../ports/machine.ts";
import type { HttpReply, HttpRequest } from "../ports/network.ts";
import type { ProcessEntry } from "../ports/processes.ts";

/** How one kind of question and its answer read as evidence. */
export interface Question<T> {
  readonly what: string;
  status(answer: T): string;
  excerpt(answer: T): string;
}

const ok = (): string => "ok";
const nothing = (): string => "";

/** The wording of evidence, one entry for each asking method of the ports. */
export const questions = {
  run: (spec: CommandSpec): Question<CommandResult> => ({
    what: spec.label ?? [spec.program, ...spec.args].join(" "),
    status: (result) => `exit ${result.exitCode}`,
    excerpt: (result) => (result.stdout.trim() === "" ? result.stderr : result.stdout),
  }),
  // A file's text is not quoted: a line of it may hold a secret in a form that no pattern knows.
  read: (path: string): Question<string> => ({
    what: path,
    status: ok,
    excerpt: (text) => `${text.length} characters`,
  }),
  stat: (path: string): Question<FileFacts> => ({
    what: `stat ${path}`,
    status: ok,
    excerpt: (facts) => `${facts.kind}, mode ${facts.mode.toString(8)}, ${facts.sizeBytes} bytes`,
  }),
  list: (path: string): Question<readonly string[]> => ({
    what: `list ${path}`,
    status: ok,
    excerpt: (names) => `${names.length} entries`,
  }),
  realPath: (path: string): Question<string> => ({
    what: `real path of ${path}`,
    status: ok,
    excerpt: (real) => real,
  }),
  processes: {
    what: "process table",
    status: ok,
    excerpt: (list: readonly ProcessEntry[]) => `${list.length} processes`,
  } satisfies Question<readonly ProcessEntry[]>,
  environment: (pid: number | "self"): Question<Readonly<Record<string, string>>> => ({
    what: pid === "self" ? "own environment" : `environment of pid ${pid}`,
    status: ok,
    excerpt: (env) => `set: ${Object.keys(env).join(", ")}`,
  }),
  request: (request: HttpRequest): Question<HttpReply> => ({
    what: `${request.method} ${request.url}`,
    status: (reply) => `HTTP ${reply.status}`,
    excerpt: (reply) => reply.body,
  }),
  tcp: (host: string, port: number): Question<{ readonly elapsedMs: number }> => ({
    what: `connect ${host}:${port}`,
    status: ok,
    excerpt: nothing,
  }),
  dial: (url: string): Question<GatewayDialog> => ({
    what: `open ${url}`,
    status: () => "challenge",
    excerpt: nothing,
  }),
  connect: (url: string, request: ConnectRequest): Question<Hello> => ({
    what:
      `connect ${url} as ${request.client.id}/${request.client.mode} with ` +
      (request.credential === null
        ? "no credential"
        : `${request.credentialKind} ${request.credential.fingerprint}`),
    status: () => "hello-ok",
    excerpt: (hello) =>
      `version ${hello.version}, protocol ${hello.protocol}, scopes ${hello.scopes.join(" ")}`,
  }),
  enter: ({ program, args }: Door): Question<Guest> => ({
    what: [program, ...args].join(" "),
    status: ok,
    excerpt: ({ facts }) =>
      `${facts.userName} (uid ${facts.uid}) on ${facts.hostname}, Linux ${facts.release}`,
  }),
  // Results of calls can hold secrets (config.get, device tokens), so only their arrival is evidence.
  call: (url: string, method: string): Question<unknown> => ({
    what: `${method} over ${url}`,
    status: ok,
    excerpt: nothing,
  }),
};
