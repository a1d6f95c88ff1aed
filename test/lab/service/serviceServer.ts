import { createServer, type Server, type Socket } from "node:net";
import { createInterface } from "node:readline";
import type { ServiceError } from "../protocol.ts";
import type { CallHandlers } from "./calls.ts";
import { ServiceFailure } from "./errors.ts";
import type { Client } from "./runningInstance.ts";

/** One line to the service, and its answer; answers come in the order of the questions. */
export interface ServiceQuestion {
  readonly call: string;
  readonly ask: unknown;
}

export type ServiceAnswer = { readonly answer: unknown } | { readonly error: ServiceError };

/** Answers on `<home>/service.sock`: one JSON object per line, both ways. */
export function listenForCalls(path: string, calls: CallHandlers): Promise<Server> {
  const server = createServer((socket) => {
    serve(socket, calls).catch((error: unknown) => {
      // A client that was killed is nothing to speak of; a line that is no question is.
      if (error instanceof SyntaxError) console.error(error);
      socket.destroy();
    });
  });
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(path, () => resolve(server));
  });
}

async function serve(socket: Socket, calls: CallHandlers): Promise<void> {
  socket.on("error", () => socket.destroy());
  const client: Client = { gone: new Promise((resolve) => socket.once("close", () => resolve())) };
  const lines = createInterface({ input: socket, crlfDelay: Infinity });
  // A destroyed socket has no end that the reader would hear of.
  socket.once("close", () => lines.close());
  for await (const line of lines) {
    const { call, ask } = JSON.parse(line) as ServiceQuestion;
    const answer = await answerTo(calls, call, ask, client);
    if (!socket.destroyed) socket.write(`${JSON.stringify(answer)}\n`);
  }
}

async function answerTo(
  calls: CallHandlers,
  call: string,
  ask: unknown,
  client: Client,
): Promise<ServiceAnswer> {
  try {
    if (!Object.hasOwn(calls, call)) throw new Error(`no such call: ${call}`);
    const handler = calls[call as keyof CallHandlers] as (ask: unknown, client: Client) => Promise<unknown>;
    return { answer: await handler(ask, client) };
  } catch (error) {
    if (!(error instanceof ServiceFailure)) {
      console.error(error);
      return { error: { text: "E_UNEXPECTED", path: "Wsl/Service/E_UNEXPECTED" } };
    }
    if (error.cause !== undefined) console.error(error);
    return { error: error.error };
  }
}
