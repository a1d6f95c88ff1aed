import { known, unknown } from "../../model/fact.ts";
import type { HttpReply, NetworkFailure } from "../../ports/network.ts";
import { isHealthzBody } from "../../parse/startupz.ts";
import { httpOrigin } from "../httpOrigin.ts";
import type { Rung } from "../rung.ts";
import { climbed, skipped, unclear } from "../rungOutcome.ts";
import { tcp } from "./tcp.ts";

/** What `/healthz` answered. Only its JSON counts: every unknown path of a gateway answers 200 with a web page. */
export interface HttpLiveFact {
  readonly answer: "live" | "web-page" | "other-http" | "silent" | "not-http" | "refused";
  readonly status: number | null;
  readonly contentType: string;
  readonly detail: string;
}

export const httpLive: Rung<HttpLiveFact> = {
  id: "http-live",
  title: "Liveness over HTTP",
  layer: "network",
  after: [tcp],
  isQuick: true,
  timeoutMs: 4_000,
  async climb({ target, ports, factOf, stateOf }, signal) {
    const connection = factOf(tcp);
    if (stateOf(tcp) === "fail" && connection.known) {
      const { detail } = connection.value;
      return skipped("needs-tcp", known(fact("refused", null, detail), connection.evidence));
    }
    const started = ports.clock.elapsed();
    // A stopped process (SIGSTOP) still accepts connections and never answers: only a time limit tells.
    const reply = await ports.http.request(
      { method: "GET", url: `${httpOrigin(target)}/healthz`, timeoutMs: 3_000 },
      signal,
    );
    const evidence = [reply.evidence];
    if (reply.ok) {
      const live = judgeReply(reply.value);
      const ms = Math.round(ports.clock.elapsed() - started);
      if (live.answer === "live") return climbed("ok", `answers in ${ms} ms`, known(live, evidence));
      const what = live.answer === "web-page" ? "a web page" : live.contentType || "no content";
      const verdict = `answers HTTP ${reply.value.status} with ${what}, not with a gateway's health`;
      return climbed("fail", verdict, known(live, evidence));
    }
    const { reason, detail } = reply.failure;
    const answer = answers[reason];
    if (reason === "not-recorded") return unclear("not-recorded", evidence);
    if (answer === undefined) return unclear("not-visible", evidence, detail, unknown(detail, evidence));
    return climbed("fail", verdicts[answer], known(fact(answer, null, detail), evidence));
  },
};

const answers: Readonly<Partial<Record<NetworkFailure["reason"], "silent" | "not-http" | "refused">>> = {
  refused: "refused",
  "timed-out": "silent",
  "not-http": "not-http",
  reset: "not-http",
  tls: "not-http",
};

const verdicts = {
  refused: "the connection is refused",
  silent: "accepts the connection and does not answer",
  "not-http": "what listens does not speak HTTP",
} as const;

function judgeReply({ status, contentType, body }: HttpReply): HttpLiveFact {
  if (status === 200 && isHealthzBody(body)) return fact("live", status, "", contentType);
  return fact(contentType === "text/html" ? "web-page" : "other-http", status, "", contentType);
}

function fact(
  answer: HttpLiveFact["answer"],
  status: number | null,
  detail: string,
  contentType = "",
): HttpLiveFact {
  return { answer, status, contentType, detail };
}
