import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const stateDbLocked = logFaultRule({
  id: "state-db-locked",
  layer: "port",
  severity: "warning",
  title: "The state database is locked",
  meaning: "Two processes write one state directory, or one holds a transaction open for long.",
  firstAction: {
    label: "See which processes use the state directory",
    command: "gateway-lens topology",
    risk: "read",
  },
  sources: ["openclaw#113622"],
  signals: [
    { match: /\bdatabase is locked\b/, recoveredBy: startIsOver },
    { match: /\bSQLITE_BUSY\b/, recoveredBy: startIsOver },
  ],
});
