import { logFaultRule, startIsOver } from "../../logFaultRule.ts";

export const packageFilesMissing = logFaultRule({
  id: "package-files-missing",
  layer: "install",
  severity: "error",
  title: "The installed package misses files",
  meaning:
    "OpenClaw's own files are not all there: an install that was cut short, or files that something removed.",
  firstAction: {
    label: "See which version it is, then install that version again",
    command: "openclaw --version",
    risk: "read",
  },
  sources: ["openclaw#72042", "openclaw#94570"],
  signals: [
    {
      match: /\[ERR_MODULE_NOT_FOUND\]: Cannot find module\s+'[^'\n]{0,300}\/dist\//,
      recoveredBy: startIsOver,
    },
  ],
});
