import { logFault } from "./needs/logFault.ts";
import { defineRule, type FaultRule, type RuleDefinition, type Signal } from "./rule.ts";

/** The lines after which a gateway that failed at its start is seen to have started. */
export const startIsOver = /\[gateway\] (?:ready|http server listening)\b|"message": ?"ready"/;

interface LogFault extends Omit<
  RuleDefinition<FaultRule["needs"]>,
  "needs" | "find" | "explains" | "signals"
> {
  readonly signals: readonly Signal[];
}

/** A fault that only the log tells, looked for there while the gateway is down. */
export function logFaultRule(definition: LogFault): FaultRule {
  return defineRule({
    ...definition,
    explains: "listeners",
    suppresses: [
      "gateway-unreachable",
      "service-crash-loop",
      "service-start-limit-hit",
      "service-running-port-free",
      ...(definition.suppresses ?? []),
    ],
    needs: { line: logFault(definition.signals) },
    find({ line }) {
      if (line === null) return null;
      return { confidence: "matched", explanation: `The gateway is down, and its log says why: ${line}` };
    },
  });
}
