import type { Cmdlet } from "../session.ts";
import {
  getDnsClientServerAddress,
  getNetFirewallHyperVVMSetting,
  getNetFirewallProfile,
  getNetTcpConnection,
} from "./networkCmdlets.ts";
import {
  convertToJsonCmdlet,
  forEachObject,
  outNull,
  selectObject,
  sortObject,
  whereObject,
  writeOutput,
} from "./pipelineCmdlets.ts";
import { getCimInstance, getProcess } from "./processCmdlets.ts";
import { getDate, getItemProperty, getScheduledTask, getWinEvent } from "./systemCmdlets.ts";

/** What the lab's PowerShell knows; anything else is no command to it. */
export const cmdlets: readonly Cmdlet[] = [
  convertToJsonCmdlet,
  forEachObject,
  getCimInstance,
  getDate,
  getDnsClientServerAddress,
  getItemProperty,
  getNetFirewallHyperVVMSetting,
  getNetFirewallProfile,
  getNetTcpConnection,
  getProcess,
  getScheduledTask,
  getWinEvent,
  outNull,
  selectObject,
  sortObject,
  whereObject,
  writeOutput,
];
