/** Every command. To add one, write its file, list it here and in `package.json`. */
import { cancelLadder } from "./cancelLadder.ts";
import type { Command } from "./command.ts";
import { copyFirstAction } from "./copyFirstAction.ts";
import { copyReport } from "./copyReport.ts";
import { copyRow } from "./copyRow.ts";
import { forgetToken } from "./forgetToken.ts";
import { openConfig } from "./openConfig.ts";
import { openFindingLocation } from "./openFindingLocation.ts";
import { openLog } from "./openLog.ts";
import { refreshTopology } from "./refreshTopology.ts";
import { runLadder } from "./runLadder.ts";
import { runOneRung } from "./runOneRung.ts";
import { runQuickLadder } from "./runQuickLadder.ts";
import { showLadder } from "./showLadder.ts";
import { showPanel } from "./showPanel.ts";
import { storeToken } from "./storeToken.ts";
import { typeFirstAction } from "./typeFirstAction.ts";

export const commands: readonly Command[] = [
  cancelLadder,
  copyFirstAction,
  copyReport,
  copyRow,
  forgetToken,
  openConfig,
  openFindingLocation,
  openLog,
  refreshTopology,
  runLadder,
  runOneRung,
  runQuickLadder,
  showLadder,
  showPanel,
  storeToken,
  typeFirstAction,
];
