import { isHealthzBody, parseStartupz, type StartupReport } from "../../parse/startupz.ts";
import type { HttpReply } from "../../ports/network.ts";
import type { Ports } from "../../ports/observed.ts";
import { hostPort } from "../../edges/loopback.ts";

/** What a listener answered to the two questions that need no credential. */
export interface Identity {
  /** True when anything at all came back over HTTP. */
  readonly answers: boolean;
  /** True for a gateway's own `/healthz` JSON; the gateway serves a page with status 200 at unknown paths. */
  readonly isLive: boolean;
  /** Null when `/startupz` is not a gateway's, which is so for releases that do not have it. */
  readonly startup: StartupReport | null;
  /** Epoch milliseconds at which the process started; null when it does not tell. */
  readonly startedAt: number | null;
}

/** Long enough for a busy gateway, short enough for a frozen one not to hold up discovery. */
const timeoutMs = 1_500;

/** Asks one address who it is; sends no credential. */
export async function askIdentity(
  ports: Ports,
  host: string,
  port: number,
  signal: AbortSignal,
): Promise<Identity> {
  const ask = async (path: string): Promise<HttpReply | null> => {
    const url = `http://${hostPort(host, port)}${path}`;
    const reply = await ports.http.request({ method: "GET", url, timeoutMs, maxBodyBytes: 4_096 }, signal);
    return reply.ok ? reply.value : null;
  };
  const [health, report] = await Promise.all([
    ask("/healthz"),
    ask("/startupz").then((reply) => ({ reply, at: ports.clock.now() })),
  ]);
  const startup = report.reply === null ? null : parseStartupz(report.reply.body);
  return {
    answers: health !== null || report.reply !== null,
    isLive: health !== null && health.status === 200 && isHealthzBody(health.body),
    startup,
    startedAt: startup?.uptimeMs == null ? null : Math.round(report.at - startup.uptimeMs),
  };
}
