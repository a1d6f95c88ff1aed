import type { CommandSpec } from "../../core/ports/commands.ts";
import type { Door } from "../../core/ports/door.ts";
import type { ConnectRequest } from "../../core/ports/gatewayDialog.ts";
import type { HttpRequest } from "../../core/ports/network.ts";

type Question = Readonly<Record<string, unknown>>;

/**
 * What makes a question the same question when a recording is played back. Limits and times are left out: a
 * product that waits longer asks nothing else. A `connect` is known by the fingerprint of its credential, so a
 * token that is edited in a recording is another question.
 */
export const questions = {
  run: ({ program, args, env = {} }: CommandSpec): Question => ({
    program,
    args,
    ...(Object.keys(env).length === 0 ? {} : { env }),
  }),
  path: (path: string): Question => ({ path }),
  processes: (): Question => ({}),
  environment: (pid: number | "self", names: readonly string[]): Question => ({
    pid,
    names: names.toSorted(),
  }),
  request: ({ method, url }: HttpRequest): Question => ({ method, url }),
  tcp: (host: string, port: number): Question => ({ host, port }),
  dial: (url: string): Question => ({ url }),
  connect: (url: string, request: ConnectRequest): Question => ({
    url,
    client: `${request.client.id}/${request.client.mode}`,
    role: request.role,
    fingerprint: request.credential?.fingerprint ?? null,
    credentialKind: request.credentialKind,
    device: request.device,
  }),
  enter: ({ namespace, program, args }: Door): Question => ({ namespace, program, args }),
  call: (url: string, method: string, params: Question): Question => ({ url, method, params }),
};

/** The text under which a question is looked up: the same whatever the order of its members. */
export function keyOf(method: string, question: Question): string {
  return `${method} ${JSON.stringify(question, sortMembers)}`;
}

function sortMembers(_name: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
