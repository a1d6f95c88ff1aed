/** A Windows of the lab in which nothing has been started: no service of WSL, no instances. */
import { mkdir, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ensureTools } from "../../lab/images/machineTools.ts";
import { createLabPlace } from "../../lab/kernel/labPlace.ts";
import { readMachine, writeMachine } from "../../lab/machineFile.ts";
import type { WindowsMachine } from "../../lab/protocol.ts";
import { installTools } from "../../lab/windows/installTools.ts";
import { startWine, type WineWindows } from "../../lab/wine/wineWindows.ts";

export interface BareWindows extends WineWindows {
  /** The C: drive as our side has it. */
  readonly drive: string;
  /** The account's folder as our side has it. */
  readonly ourProfile: string;
}

/** `programs`: scripts of our side, by their path on the C: drive, which Windows programs can start there. */
export async function startBareWindows(
  machine: Partial<WindowsMachine>,
  programs: Readonly<Record<string, string>> = {},
): Promise<BareWindows> {
  await ensureTools();
  const place = await createLabPlace(await mkdtemp(join(tmpdir(), "gl-")));
  try {
    const drive = join(place.home, "c");
    writeMachine(place.home, machine);
    await installTools(place.home);
    for (const [path, script] of Object.entries(programs)) {
      await mkdir(dirname(join(drive, path)), { recursive: true });
      await writeFile(join(drive, path), script, { mode: 0o755 });
    }
    const wine = await startWine(place, { programs: Object.keys(programs) });
    return {
      ...wine,
      drive,
      ourProfile: join(drive, "Users", readMachine(place.home).user),
      async stop() {
        await wine.stop();
        await place.close();
      },
    };
  } catch (error) {
    await place.close();
    throw error;
  }
}

/** One of our paths as Windows programs name it. */
export function onDriveZ(path: string): string {
  return `Z:${path.replaceAll("/", "\\")}`;
}
