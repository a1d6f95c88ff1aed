import type { Match } from "../../rule.ts";
import { defineRule } from "../../rule.ts";
import type { TokenSource } from "../../../model/tokenSource.ts";
import { authFact } from "../../needs/rungFacts.ts";
import { targetUnit } from "../../needs/targetService.ts";
import { differ, targetTokens, tokenLocation } from "../../needs/targetTokens.ts";
import { address, systemctl, tokenWords } from "../../words.ts";
import type { Scene } from "../../scene.ts";

export const gatewayTokenMismatch = defineRule({
  id: "gateway-token-mismatch",
  layer: "auth",
  severity: "error",
  title: "The gateway token does not match",
  meaning:
    "The client sends another token than the one that the gateway was started with. Two of the places that a token can come from disagree.",
  firstAction: {
    label: "See which source each side uses, and align them",
    command: "gateway-lens tokens",
    risk: "read",
  },
  explains: "auth",
  suppresses: [
    "token-sources-disagree",
    "gateway-token-missing",
    "service-token-drift",
    "probe-contradiction",
    "auth-rate-limited",
    "websocket-abnormal-closure",
  ],
  sources: ["openclaw#24419", "openclaw 2026.9.6"],
  signals: [
    { match: /"AUTH_TOKEN_MISMATCH"|\bdetailCode\W{1,4}AUTH_TOKEN_MISMATCH\b/ },
    { match: "unauthorized: gateway token mismatch" },
    { match: /\breason=token_mismatch\b/ },
    {
      match: /"AUTH_PASSWORD_MISMATCH"|unauthorized: gateway password mismatch|\breason=password_mismatch\b/,
    },
  ],
  needs: { auth: authFact },
  find({ auth: { failure, sourceId } }, scene) {
    if (failure?.reason !== "token-mismatch" && failure?.reason !== "password-mismatch") return null;
    return {
      confidence: "confirmed",
      ...(failure.reason === "password-mismatch" ? { title: "The gateway password does not match" } : {}),
      ...tell(scene, sourceId),
    };
  },
});

/** Names both sides where they are known; the verdict does not rest on it. */
function tell(scene: Scene, sourceId: string | null): Omit<Match, "confidence"> {
  const tokens = targetTokens(scene);
  // Where the gateway's own token cannot be told, the one that was sent still can.
  const all = scene.snapshot.namespaces.flatMap(({ tokenSources }) => tokenSources);
  const now = tokens.known ? tokens.value.now : null;
  const sent = all.find(({ id }) => id === sourceId) ?? null;
  const what =
    sent === null ? "the credential that clients here send" : `the ${sent.credential} of ${tokenWords(sent)}`;
  const refused = `The gateway at ${address(scene)} refuses ${what}.`;
  const evidence = tokens.evidence;
  if (sent !== null && now !== null && differ(sent, now)) {
    return {
      explanation: `${refused} It was started with the one of ${tokenWords(now)}.`,
      location: tokenLocation(scene, sent) ?? tokenLocation(scene, now),
      evidence,
    };
  }
  if (sent !== null && all.some((source) => isNextOf(source, sent))) {
    return {
      explanation: `${refused} It was started before that was written and still uses an older one.`,
      location: tokenLocation(scene, sent),
      firstAction: restart(scene),
      evidence,
    };
  }
  return {
    explanation: `${refused} Which one it was started with cannot be seen from here.`,
    location: tokenLocation(scene, sent),
    evidence,
  };
}

/** The server takes what clients send, as soon as it reads its sources again. */
function isNextOf(source: TokenSource, sent: TokenSource): boolean {
  return source.role === "server" && source.afterRestart && source.fingerprint === sent.fingerprint;
}

function restart(scene: Scene): NonNullable<Match["firstAction"]> {
  const unit = targetUnit(scene);
  const risk = "disruptive";
  // `openclaw gateway restart` knows services only.
  if (unit.known && unit.value === null) {
    return { label: "Stop the gateway and start it again: it then reads its sources", command: null, risk };
  }
  const command =
    unit.known && unit.value !== null ? systemctl(unit.value, "restart") : "openclaw gateway restart";
  return { label: "Restart the gateway so that it reads its sources again", command, risk };
}
