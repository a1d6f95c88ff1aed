import { defineRule } from "../../rule.ts";
import { address } from "../../words.ts";
import { httpLiveFact } from "../../needs/rungFacts.ts";

export const spaPageNotHealth = defineRule({
  id: "spa-page-not-health",
  layer: "network",
  severity: "error",
  title: "A web page answers where the health check should",
  meaning:
    "A gateway answers /healthz with JSON and every path that it does not know with its web page and status 200. A page, whatever its status, proves no gateway.",
  firstAction: {
    label: "Ask the health address and read the content type",
    command: "curl -si http://127.0.0.1:18789/healthz",
    risk: "read",
  },
  explains: "http-live",
  suppresses: ["gateway-unreachable", "websocket-upgrade-rejected"],
  sources: ["openclaw 2026.9.6"],
  needs: { live: httpLiveFact },
  find({ live }, scene) {
    if (live.answer !== "web-page") return null;
    return {
      confidence: "confirmed",
      explanation: `http://${address(scene)}/healthz answers HTTP ${live.status} with a web page (${live.contentType}). A gateway answers it with JSON, so this is another program, or a proxy that hides the path.`,
      firstAction: {
        label: "Ask the health address and read the content type",
        command: `curl -si http://${address(scene)}/healthz`,
        risk: "read",
      },
    };
  },
});
