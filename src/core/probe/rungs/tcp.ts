import { known, unknown } from "../../model/fact.ts";
import type { Outcome } from "../../base/outcome.ts";
import { sidesOf, barrierText } from "../../edges/barrierText.ts";
import { gatewayElsewhere } from "../../edges/elsewhere.ts";
import type { Snapshot } from "../../model/snapshot.ts";
import type { Target } from "../../model/target.ts";
import type { NetworkFailure } from "../../ports/network.ts";
import type { Rung } from "../rung.ts";
import { climbed, unclear } from "../rungOutcome.ts";
import { listeners } from "./listeners.ts";

/** Whether the port accepts connections, per address family; the two loopbacks are asked apart. */
export interface TcpFact {
  readonly ipv4: "open" | "refused" | "timed-out" | "failed";
  readonly ipv6: "open" | "refused" | "timed-out" | "failed" | "not-asked";
  readonly detail: string;
}

const connectTimeoutMs = 3_000;

export const tcp: Rung<TcpFact> = {
  id: "tcp",
  title: "TCP connection",
  layer: "network",
  after: [listeners],
  isQuick: true,
  timeoutMs: 4_000,
  async climb({ target, snapshot, ports }, signal) {
    const isV6Target = target.host.includes(":");
    const v4Host = isV6Target ? "127.0.0.1" : target.host;
    const [v4, v6] = await Promise.all([
      ports.tcp.connect(v4Host, target.port, connectTimeoutMs, signal),
      ports.tcp.connect("::1", target.port, connectTimeoutMs, signal),
    ]);
    const evidence = [v4.evidence, v6.evidence];
    const asked = isV6Target ? v6 : v4;
    if (!asked.ok && asked.failure.reason === "not-recorded") return unclear("not-recorded", evidence);
    const fact: TcpFact = {
      ipv4: stateOf(v4),
      ipv6: !v6.ok && v6.failure.reason === "not-recorded" ? "not-asked" : stateOf(v6),
      detail: [v4, v6].flatMap((answer) => (answer.ok ? [] : [answer.failure.detail])).join("; "),
    };
    const verdict = verdictOf(v4Host, fact);
    if (asked.ok) {
      return climbed("ok", `${verdict}, in ${Math.round(asked.value.elapsedMs)} ms`, known(fact, evidence));
    }
    if (asked.failure.reason === "aborted") {
      return unclear("cancelled", evidence, "", unknown("aborted", evidence));
    }
    return climbed("fail", verdict, known(fact, evidence), otherNetwork(snapshot, target));
  },
};

/** In which other network the gateway listens, and why nothing leads there. */
function otherNetwork(snapshot: Snapshot, target: Target): readonly string[] {
  const elsewhere = gatewayElsewhere(snapshot, target);
  if (elsewhere === null) return [];
  const { gateway, barrier } = elsewhere;
  const sides = sidesOf(snapshot, gateway);
  return [
    `The gateway listens on port ${gateway.port} in ${sides.there}, on another network than that of ${sides.here}.`,
    barrierText(barrier, sides),
  ];
}

function stateOf(
  answer: Outcome<{ readonly elapsedMs: number }, NetworkFailure>,
): "open" | "refused" | "timed-out" | "failed" {
  if (answer.ok) return "open";
  const { reason } = answer.failure;
  return reason === "refused" || reason === "timed-out" ? reason : "failed";
}

function word(state: TcpFact["ipv6"]): string {
  return state === "timed-out" ? "no answer" : state;
}

/** "open on 127.0.0.1 and ::1", or "open on 127.0.0.1, refused on ::1". */
function verdictOf(v4Host: string, { ipv4, ipv6 }: TcpFact): string {
  if (ipv4 === ipv6) return `${word(ipv4)} on ${v4Host} and ::1`;
  if (ipv6 === "not-asked") return `${word(ipv4)} on ${v4Host}`;
  return `${word(ipv4)} on ${v4Host}, ${word(ipv6)} on ::1`;
}
