import { known, mapFact, unknown, type Fact } from "../../model/fact.ts";
import type { Need, Signal } from "../rule.ts";
import type { Scene } from "../scene.ts";
import { findSignals } from "../findSignals.ts";
import { plainText } from "../plainText.ts";
import { both } from "./both.ts";
import { recentLogsFact, tcpFact } from "./rungFacts.ts";

const longestQuote = 200;

/**
 * The line of the log that shows a fault which took the gateway down; null while the gateway answers, since what
 * its log tells is then over. Reading the log is not needed to say so.
 */
export function logFault(signals: readonly Signal[]): Need<string | null> {
  return (scene: Scene): Fact<string | null> => {
    const connection = tcpFact(scene);
    if (!connection.known) return connection;
    if (connection.value.ipv4 === "open" || connection.value.ipv6 === "open") {
      return known(null, connection.evidence);
    }
    const joined = both(connection, recentLogsFact(scene));
    if (joined.known && joined.value[1].isShared === true) {
      return unknown("other gateways write to the same log", joined.evidence);
    }
    return mapFact(joined, ([, { lines }]) => {
      const messages = lines.map(({ subsystem, message }) =>
        (subsystem === "" ? message : `[${subsystem}] ${message}`).replaceAll("\n", " "),
      );
      const { active } = findSignals(signals, plainText(messages.join("\n")));
      return active === null ? null : (messages[active.line - 1]?.slice(0, longestQuote) ?? null);
    });
  };
}
