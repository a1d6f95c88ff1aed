import { known } from "../../../model/fact.ts";
import { both } from "../../needs/both.ts";
import { authFact } from "../../needs/rungFacts.ts";
import { differ, targetTokens, tokenLocation } from "../../needs/targetTokens.ts";
import { defineRule } from "../../rule.ts";
import { tokenWords } from "../../words.ts";

export const tokenSourcesDisagree = defineRule({
  id: "token-sources-disagree",
  layer: "auth",
  severity: "warning",
  title: "Clients and the gateway take their tokens from places that disagree",
  meaning:
    "Two places hold different gateway tokens, and one side reads one of them while the other side reads the other.",
  firstAction: {
    label: "See which source each side uses, and align them",
    command: "gateway-lens tokens",
    risk: "read",
  },
  explains: "auth",
  sources: ["openclaw#24419"],
  needs: {
    tokens: (scene) => {
      const tokens = targetTokens(scene);
      const tried = authFact(scene);
      // A log-in that worked is stronger than what the sources let expect.
      if (!tried.known || !tried.value.accepted) return tokens;
      const joined = both(tokens, tried);
      return joined.known ? known({ ...joined.value[0], now: null, next: null }, joined.evidence) : joined;
    },
  },
  find({ tokens: { now, next, client } }, scene) {
    const server = now ?? next;
    if (server === null || client === null || !differ(server, client)) return null;
    const when = now === null ? "after its next start the gateway uses" : "the gateway runs with";
    return {
      confidence: "matched",
      explanation: `Clients here send the ${client.credential} of ${tokenWords(client)}; ${when} the one of ${tokenWords(server)}.`,
      location: tokenLocation(scene, client) ?? tokenLocation(scene, server),
    };
  },
});
