import type { FirstAction } from "../model/finding.ts";
import { placeOf } from "./needs/place.ts";
import type { Scene } from "./scene.ts";

/** What runs at the vantage: this product, and programs of Windows. */
const ownPrograms = /^(?:gateway-lens|curl|wsl\.exe|tasklist|netstat|netsh)\b/;

/** A rule speaks of the gateway's own system. Where the user's shell is another one, its command goes there first. */
export function actionFromHere(action: FirstAction, scene: Scene): FirstAction {
  const place = placeOf(scene);
  const { command } = action;
  const isElsewhere = place?.kind === "wsl" && place.id !== scene.snapshot.vantage;
  if (!isElsewhere || command === null || ownPrograms.test(command)) return action;
  return { ...action, command: `wsl.exe -d ${place.name} --cd ~ -- ${command}` };
}
