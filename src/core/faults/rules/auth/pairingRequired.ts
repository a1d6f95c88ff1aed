import { mapFact, type Fact } from "../../../model/fact.ts";
import { authFact, pairingFact } from "../../needs/rungFacts.ts";
import { defineRule } from "../../rule.ts";
import type { Scene } from "../../scene.ts";
import { counted } from "../../words.ts";

interface Waiting {
  readonly requestId: string;
  readonly words: string;
}

/** The devices that wait: those of the gateway's list, or the client itself where its log-in was held back. */
function waitingDevices(scene: Scene): Fact<readonly Waiting[]> {
  const list = pairingFact(scene);
  if (list.known) {
    return mapFact(list, ({ devices }) =>
      devices.map(({ requestId, client, role, isRepair }) => ({
        requestId,
        words: `${client} (${role}${isRepair ? ", known before" : ""})`,
      })),
    );
  }
  const tried = authFact(scene);
  if (!tried.known || tried.value.failure?.reason !== "pairing-required") return list;
  return mapFact(tried, ({ failure }) => {
    const { requestId = "", reason = "not-paired" } = failure?.pairing ?? {};
    return [{ requestId, words: `the client itself (${reason})` }];
  });
}

export const pairingRequired = defineRule({
  id: "pairing-required",
  layer: "auth",
  severity: "warning",
  title: "A device waits for approval",
  meaning:
    "The device is not approved yet, or it asks for another role, for more scopes, or says something else of itself than before.",
  firstAction: {
    label: "See what waits, then approve what you know",
    command: "openclaw devices list",
    risk: "read",
  },
  explains: "pairing",
  suppresses: ["websocket-abnormal-closure"],
  sources: ["openclaw#22445", "openclaw 2026.9.6"],
  signals: [
    { match: /\bPAIRING_REQUIRED\b/ },
    { match: /pairing required: (?:device|this device)\b/ },
    { match: /\b(?:code=|\(|"code": ?)1008\b[^\n]{0,60}pairing required/ },
    { match: /gateway connect failed: Error: pairing required/ },
    { match: /\bcause=pairing-required\b/ },
  ],
  needs: { devices: waitingDevices },
  find({ devices }) {
    const [first] = devices;
    if (first === undefined) return null;
    const wait = devices.length === 1 ? "waits" : "wait";
    return {
      confidence: "confirmed",
      ...(devices.length === 1 ? {} : { title: "Devices wait for approval" }),
      explanation: `${counted(devices.length, "device")} ${wait} for approval: ${devices.map(({ words }) => words).join(", ")}. Until then the gateway closes ${devices.length === 1 ? "its connection" : "their connections"} with 1008.`,
      firstAction:
        first.requestId === ""
          ? { label: "See what waits", command: "openclaw devices list", risk: "read" }
          : {
              label: "Approve the device if you know it",
              command: `openclaw devices approve ${first.requestId}`,
              risk: "soft",
            },
    };
  },
});
