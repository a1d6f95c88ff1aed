import type { ServerResponse } from "node:http";
import { setTimeout as sleep } from "node:timers/promises";
import type { SiteAnswer } from "./site.ts";

const steps = 40;

/** Sends an answer at its pace, and as far as it goes. */
export async function sendAnswer(response: ServerResponse, answer: SiteAnswer): Promise<void> {
  const { status, type, body, lastsMs = 0, stopsAfter } = answer;
  response.writeHead(status, { "content-type": type, "content-length": body.length });
  const end = stopsAfter?.bytes ?? body.length;
  const step = lastsMs > 0 ? Math.max(1, Math.ceil(end / steps)) : end;
  for (let at = 0; at < end && !response.destroyed; at += step) {
    if (lastsMs > 0) await sleep(lastsMs / steps);
    await write(response, body.subarray(at, Math.min(end, at + step)));
  }
  if (stopsAfter === undefined) response.end();
  else if (stopsAfter.how === "cut") response.destroy();
  // A stalled one is ended by whoever loses patience there.
}

async function write(response: ServerResponse, chunk: Buffer): Promise<void> {
  await new Promise<void>((resolve) => {
    response.write(chunk, () => resolve());
    response.once("close", resolve);
  });
}
