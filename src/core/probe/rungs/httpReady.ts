import { known } from "../../model/fact.ts";
import { parseReadyz, type ReadyReport } from "../../parse/readyz.ts";
import { parseStartupz, type StartupReport } from "../../parse/startupz.ts";
import { httpOrigin } from "../httpOrigin.ts";
import type { Rung, RungOutcome } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { httpLive } from "./httpLive.ts";

/** What `/startupz` and `/readyz` answered. */
export interface HttpReadyFact {
  readonly startup: "started" | "starting" | "draining" | "not-a-gateway";
  readonly version: string | null;
  readonly uptimeMs: number | null;
  readonly pendingReason: string | null;
  readonly ready: boolean | null;
  /** Parts that `/readyz` names as failing: `startup-sidecars`, or channel ids. */
  readonly failing: readonly string[];
}

export const httpReady: Rung<HttpReadyFact> = {
  id: "http-ready",
  title: "Readiness over HTTP",
  layer: "network",
  after: [httpLive],
  isQuick: true,
  timeoutMs: 5_000,
  async climb({ target, ports, factOf }, signal) {
    const live = factOf(httpLive);
    if (!live.known) return skipped("needs-http");
    if (live.value.answer === "refused") return skipped("needs-tcp");
    if (live.value.answer === "web-page" || live.value.answer === "other-http") {
      return skipped("needs-http", known(notAGateway, live.evidence));
    }
    if (live.value.answer !== "live") return skipped("needs-http");
    const get = (path: string) =>
      ports.http.request({ method: "GET", url: `${httpOrigin(target)}${path}`, timeoutMs: 4_000 }, signal);
    const [startup, ready] = await Promise.all([get("/startupz"), get("/readyz")]);
    const evidence = [startup.evidence, ready.evidence];
    if (!startup.ok) {
      const reason = startup.failure.reason === "not-recorded" ? "not-recorded" : "not-visible";
      return unclear(reason, evidence, startup.failure.detail);
    }
    const readiness = ready.ok ? parseReadyz(ready.value.body) : null;
    const report = parseStartupz(startup.value.body) ?? withoutStartupz(readiness);
    if (report === null) {
      const verdict = "/healthz is a gateway's, but neither /startupz nor /readyz is";
      return climbed("fail", verdict, known(notAGateway, evidence));
    }
    const fact: HttpReadyFact = {
      startup: report.status,
      version: report.version,
      uptimeMs: report.uptimeMs,
      pendingReason: report.pendingReason,
      ready: readiness?.ready ?? null,
      failing: readiness?.failing ?? [],
    };
    return judge(fact, evidence);
  },
};

const notAGateway: HttpReadyFact = {
  startup: "not-a-gateway",
  version: null,
  uptimeMs: null,
  pendingReason: null,
  ready: null,
  failing: [],
};

/** Releases before mid-2026, such as 2026.3.22, have no `/startupz`; their `/readyz` also tells the start. */
function withoutStartupz(readiness: ReadyReport | null): StartupReport | null {
  if (readiness === null) return null;
  const isStarting = readiness.failing.includes("startup-sidecars");
  return {
    status: isStarting ? "starting" : "started",
    version: null,
    uptimeMs: readiness.uptimeMs,
    pendingReason: isStarting ? "startup-sidecars" : null,
  };
}

function judge(fact: HttpReadyFact, evidence: readonly string[]): RungOutcome<HttpReadyFact> {
  const version = fact.version === null ? "the gateway" : `version ${fact.version}`;
  if (fact.startup !== "started") {
    const doing = fact.startup === "starting" ? "is still starting" : "is draining before it stops";
    const pending = fact.pendingReason === null ? "" : ` (${fact.pendingReason})`;
    return climbed("fail", `${version} ${doing}${pending}`, known(fact, evidence));
  }
  const up = fact.uptimeMs === null ? "" : `, up ${durationText(fact.uptimeMs)}`;
  if (fact.ready !== false) return climbed("ok", `${version}${up}`, known(fact, evidence));
  // A dead channel makes /readyz answer 503 while the gateway itself is up.
  const failing = fact.failing.length === 0 ? "a part it does not name" : fact.failing.join(", ");
  return climbed("warn", `${version}${up}; not ready: ${failing}`, known(fact, evidence));
}

function durationText(ms: number): string {
  const minutes = Math.floor(ms / 60_000);
  if (minutes < 1) return `${Math.floor(ms / 1000)} s`;
  if (minutes < 60) return `${minutes} min`;
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} days`;
}
