import { known, unknown, type Fact } from "../../model/fact.ts";
import type { WslConfig } from "../../model/wslNetworking.ts";
import { parseWslConfig } from "../../parse/wslConfig.ts";
import type { Ports } from "../../ports/observed.ts";
import { inFolder, type WindowsSystem } from "./windowsSystem.ts";

/**
 * Reads the user's `.wslconfig`. From inside an instance it is not told who the user of Windows is, so there the file
 * must be the only one of its kind.
 */
export async function readWslConfig({ profiles }: WindowsSystem, { files }: Ports): Promise<Fact<WslConfig>> {
  const readings = await Promise.all(
    profiles.map(async (profile) => {
      const path = inFolder(profile, ".wslconfig");
      return { path, answer: await files.read(path, 65_536) };
    }),
  );
  const evidence = readings.map(({ answer }) => answer.evidence);
  const there = readings.filter(({ answer }) => answer.ok || answer.failure.reason !== "not-found");
  const [first, second] = there;
  if (second !== undefined) return unknown("several users of Windows have a .wslconfig", evidence);
  if (first === undefined) {
    const path = readings[0]?.path ?? ".wslconfig";
    return known({ path, exists: false, ...parseWslConfig("") }, evidence);
  }
  if (!first.answer.ok) return unknown(`${first.path}: ${first.answer.failure.reason}`, evidence);
  return known({ path: first.path, exists: true, ...parseWslConfig(first.answer.value) }, evidence);
}
