/** A VS Code server on the Windows side of a lab: its extension host takes the lab for Windows. */
import { connect } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { windowsArgv } from "../../lab/kernel/windowsProcess.ts";
import { windowsEnv, type Lab } from "../../lab/lab.ts";
import { startOwnedProcess } from "../../support/ownedProcess.ts";
import { pinnedNode } from "../../tools/bootstrap.mjs";
import { makeScratchFolder } from "../run/scratchFolder.ts";
import type { ServerPlace } from "../run/serverPlace.ts";
import { ensureTestbed } from "../run/testbed.ts";
import { forwardFromLoopback } from "./forward.ts";

const asWindowsHost = fileURLToPath(new URL("asWindowsHost.mjs", import.meta.url));

/** The browser reaches it at that port of this machine, or at a free one. */
export async function windowsPlace(lab: Lab, port?: number): Promise<ServerPlace> {
  const { codeServer } = await ensureTestbed();
  const dir = await makeScratchFolder();
  const env = windowsEnv(lab.home);
  return {
    dir,
    folder: env["HOME"] ?? dir,
    // The server hands its own options down to its extension host.
    program: [pinnedNode, "--import", asWindowsHost, codeServer],
    // On Windows VS Code needs no server: over a socket it adds no listener to that network.
    listen: ["--socket", join(dir, "server.sock")],
    prepare: () => Promise.resolve(),
    start(argv, options) {
      const [program, ...args] = windowsArgv(lab.place, argv);
      return startOwnedProcess(program, args, { ...options, env: { ...options.env, ...env } });
    },
    reach: (socket) => forwardFromLoopback(() => Promise.resolve(connect(socket)), port),
  };
}
