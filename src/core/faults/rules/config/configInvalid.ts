import { placeId } from "../../needs/place.ts";
import { targetConfig } from "../../needs/targetConfig.ts";
import { defineRule } from "../../rule.ts";
import { counted } from "../../words.ts";

export const configInvalid = defineRule({
  id: "config-invalid",
  layer: "config",
  severity: "error",
  title: "The configuration file is invalid",
  meaning:
    "The gateway does not start with this file. One that runs already keeps the configuration it had and ignores the file.",
  firstAction: {
    label: "Fix the line, then let OpenClaw check it",
    command: "openclaw config validate",
    risk: "read",
  },
  explains: "supervisor",
  suppresses: [
    "gateway-unreachable",
    "gateway-starting",
    "service-crash-loop",
    "service-start-limit-hit",
    "gateway-mode-missing",
    "container-restart-loop",
  ],
  sources: ["openclaw#22272", "openclaw#129337"],
  signals: [
    { match: /\bConfig invalid\b/, recoveredBy: /\[gateway\] ready\b|^Config valid\b/m },
    { match: /\bInvalid config(?: at\b|:)/, recoveredBy: /\[gateway\] ready\b|^Config valid\b/m },
    { match: "Config validation failed:" },
    {
      match: /config reload skipped \(invalid config\)/,
      recoveredBy: /config hot reload applied|\[gateway\] ready\b/,
    },
    { match: "Gateway aborted: config is invalid" },
    { match: "JSON5 parse failed:" },
  ],
  needs: { config: targetConfig },
  find({ config }, scene) {
    const problems = config.problems.filter(({ kind }) => kind !== "unreadable");
    const [first] = problems;
    if (first === undefined) return null;
    const at = first.line === null ? "" : `:${first.line}${first.column === null ? "" : `:${first.column}`}`;
    const path = first.path === "" || first.path === "<root>" ? "" : `${first.path}: `;
    const more =
      problems.length === 1
        ? ""
        : ` ${counted(problems.length - 1, "more problem")} follow${problems.length === 2 ? "s" : ""}.`;
    return {
      confidence: "confirmed",
      explanation: `${first.file}${at}: ${path}${first.message.replace(/\.$/, "")}.${more} The gateway does not start with this file; one that runs keeps what it had.`,
      location: { namespace: placeId(scene), file: first.file, line: first.line },
    };
  },
});
