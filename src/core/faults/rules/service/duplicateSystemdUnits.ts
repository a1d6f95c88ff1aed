import { placeId } from "../../needs/place.ts";
import { supervisors } from "../../needs/targetService.ts";
import { defineRule } from "../../rule.ts";

export const duplicateSystemdUnits = defineRule({
  id: "duplicate-systemd-units",
  layer: "service",
  severity: "error",
  title: "The same gateway unit exists in the system and the user scope",
  meaning:
    "Two service managers own a unit of the same name. Both start a gateway on one port and one state directory, and each ends the other's.",
  firstAction: {
    label: "Disable one of the two",
    command: "sudo systemctl disable --now openclaw-gateway.service",
    risk: "disruptive",
  },
  explains: "supervisor",
  suppresses: ["service-crash-loop", "gateway-unreachable", "second-gateway-running"],
  sources: ["openclaw#72693"],
  signals: [
    {
      match:
        /\/etc\/systemd\/system\/openclaw-gateway\.service[\s\S]{0,400}\.config\/systemd\/user\/openclaw-gateway\.service/,
    },
    {
      match:
        /\.config\/systemd\/user\/openclaw-gateway\.service[\s\S]{0,400}\/etc\/systemd\/system\/openclaw-gateway\.service/,
    },
  ],
  needs: { all: supervisors },
  find({ all }, scene) {
    const isLive = ({ state }: (typeof all)[number]): boolean =>
      state === null || (state.load !== "masked" && (state.enabled !== false || state.active === "active"));
    const ofSystem = all.filter((each) => each.kind === "systemd-system" && isLive(each));
    const pair = all
      .filter((each) => each.kind === "systemd-user" && isLive(each))
      .flatMap((user) =>
        ofSystem.filter(({ name }) => name === user.name).map((system) => ({ user, system })),
      )[0];
    if (pair === undefined) return null;
    const [userFile = "the user scope", systemFile = "the system scope"] = [
      pair.user.files[0],
      pair.system.files[0],
    ];
    return {
      confidence: pair.user.state === null || pair.system.state === null ? "suspected" : "confirmed",
      explanation: `${pair.user.name} is set up twice: in ${userFile} and in ${systemFile}. Two service managers start it.`,
      location: { namespace: placeId(scene), file: systemFile, line: null },
      firstAction: {
        label: "Keep one: disable the unit in the system scope",
        command: `sudo systemctl disable --now ${pair.system.name}`,
        risk: "disruptive",
      },
    };
  },
});
