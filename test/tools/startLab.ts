/** `npm start -- --lab`: a Windows with WSL, what the command line says there, and VS Code on one of its two sides. */
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { spawnInWindows } from "../lab/kernel/windowsProcess.ts";
import { windowsEnv, type Lab } from "../lab/lab.ts";
import { lensPath } from "../support/lensCli.ts";
import { account, startDemoLab, workInstance } from "../workbench/lab/demoLab.ts";
import { remoteWslFiles, remoteWslPlace } from "../workbench/lab/remoteWslPlace.ts";
import { windowsPlace } from "../workbench/lab/windowsPlace.ts";
import { startCodeServer } from "../workbench/run/codeServer.ts";
import { packageExtension } from "../workbench/run/packageExtension.ts";

export interface LabShow {
  /** Ends after the terminal. */
  readonly isOnce: boolean;
  /** The editor's extensions run in an instance instead of on Windows. */
  readonly isRemoteWsl: boolean;
  /** Resolves when the user has had enough. */
  readonly interrupted: () => Promise<void>;
}

const asWindows = fileURLToPath(new URL("../lab/asWindows.mjs", import.meta.url));

/** Resolves when all of it is gone again. */
export async function showLab({ isOnce, isRemoteWsl, interrupted }: LabShow): Promise<void> {
  if (process.platform !== "linux" || process.getuid?.() !== 0) {
    throw new Error("The lab needs root on Linux: it makes networks, mounts and cgroups.");
  }
  const files = isRemoteWsl ? await remoteWslFiles() : null;
  console.log("Starting a Windows with three instances of WSL, one of them with a gateway …");
  const lab = await startDemoLab(files === null ? {} : { binds: files.binds });
  try {
    for (const command of ["topology", "probe"]) {
      console.log(`\nC:\\> gateway-lens ${command}`);
      await lensOnWindows(lab, command);
    }
    if (isOnce) return;
    console.log("\nOpening VS Code with the extension …");
    const { path: vsix } = await packageExtension();
    const place =
      files === null
        ? await windowsPlace(lab)
        : remoteWslPlace(lab, files, { instance: workInstance, user: account });
    const server = await startCodeServer({ place, vsix });
    const where = files === null ? "on Windows" : `in ${workInstance}`;
    console.log(`VS Code in the browser, its extensions run ${where}: ${server.workbenchUrl()}`);
    console.log("A shell on the Windows side, with wsl.exe and the rest, from another terminal:");
    console.log(`  npm run lab -- shell --home ${lab.home}`);
    console.log("Ctrl-C ends all of it.");
    await Promise.race([server.ended, interrupted()]);
    await server.stop();
  } finally {
    await lab.stop();
  }
}

/** On our terminal. What its exit code means is in the text as well. */
async function lensOnWindows({ place, home }: Lab, command: string): Promise<void> {
  const { TERM = "dumb", COLORTERM = "" } = process.env;
  const env = { ...windowsEnv(home), TERM, COLORTERM };
  const argv = [process.execPath, "--import", asWindows, lensPath, command] as const;
  await once(spawnInWindows(place, [...argv], { stdio: "inherit", cwd: home, env }), "exit");
}
