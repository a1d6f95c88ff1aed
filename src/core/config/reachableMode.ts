import { known, unknown, type Fact } from "../model/fact.ts";
import type { Ports } from "../ports/observed.ts";
import { parentOf } from "./posixPath.ts";

/**
 * The permission bits of a file as they count: what a folder above shuts out, no bit of the file lets in. A config
 * that an editor wrote with mode 644 is private as long as `~/.openclaw`, which the gateway makes with 700, is.
 */
export async function reachableMode(files: Ports["files"], path: string): Promise<Fact<number>> {
  const paths = [path];
  for (let folder = parentOf(path); folder !== "/"; folder = parentOf(folder)) paths.push(folder);
  const stats = await Promise.all(paths.map((each) => files.stat(each)));
  const evidence = stats.map((stat) => stat.evidence);
  let mode = 0o777;
  for (const [index, stat] of stats.entries()) {
    if (!stat.ok) return unknown(`${paths[index]}: ${stat.failure.detail}`, evidence);
    mode &= index === 0 ? stat.value.mode & 0o777 : letIn(stat.value.mode);
  }
  return known(mode, evidence);
}

/** The bits that may still count below a folder: those of whom it lets pass. The owner can always change that. */
function letIn(folderMode: number): number {
  return 0o700 | ((folderMode & 0o010) === 0 ? 0 : 0o070) | ((folderMode & 0o001) === 0 ? 0 : 0o007);
}
