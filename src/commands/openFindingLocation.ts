import { openFile } from "../host/openFile.ts";
import { chosenFinding } from "./chosenFinding.ts";
import type { Command } from "./command.ts";

export const openFindingLocation: Command = {
  id: "gatewayLens.finding.openLocation",
  title: "Open File at Line",
  async run({ store }, argument) {
    const place = chosenFinding(store, argument)?.location ?? locationOfRow(argument);
    if (place !== null) await openFile(place.file, place.line);
  },
};

/** A row of the topology that has a file, such as a token source. */
function locationOfRow(argument: unknown): { readonly file: string; readonly line: number | null } | null {
  if (typeof argument !== "object" || argument === null || !("location" in argument)) return null;
  const { location } = argument;
  if (typeof location !== "object" || location === null || !("file" in location)) return null;
  if (typeof location.file !== "string") return null;
  const line = "line" in location && typeof location.line === "number" ? location.line : null;
  return { file: location.file, line };
}
