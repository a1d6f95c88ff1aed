import type { ConnectFailure } from "../ports/gatewayDialog.ts";
import { authFact } from "./needs/rungFacts.ts";
import { defineRule, type FaultRule, type Match, type RuleDefinition } from "./rule.ts";
import type { Scene } from "./scene.ts";
import { address } from "./words.ts";

type Common = Omit<RuleDefinition<FaultRule["needs"]>, "needs" | "find" | "explains" | "layer">;

interface ConnectFault extends Common {
  readonly layer?: FaultRule["layer"];
  /** The ways in which the gateway turns a log-in down that are this fault. */
  readonly reasons: readonly ConnectFailure["reason"][];
  /** What is known of this case beyond the gateway's own words. */
  readonly tell?: (failure: ConnectFailure, scene: Scene) => Partial<Match>;
}

/** A fault that the gateway itself names when it turns a log-in down. */
export function connectFailureRule({ reasons, tell, ...definition }: ConnectFault): FaultRule {
  return defineRule({
    layer: "auth",
    ...definition,
    explains: "auth",
    needs: { auth: authFact },
    find({ auth: { failure } }, scene) {
      if (failure === null || !reasons.includes(failure.reason)) return null;
      const code = failure.code === null ? "" : ` (${failure.code})`;
      return {
        confidence: "confirmed",
        explanation: `The gateway at ${address(scene)} turned the log-in down: ${failure.detail}${code}.`,
        ...tell?.(failure, scene),
      };
    },
  });
}
