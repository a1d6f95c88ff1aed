import type { SiteFault } from "../siteFault.ts";

/** A Node that nodejs.org does not have. */
const newer = "27.99.0";

/** The script of a later release: the Node that it brings by itself, and its floors, are above what can be had. */
export const scriptWantsNewerNode: SiteFault = {
  id: "script-wants-newer-node",
  parts: ["script"],
  change: (answer) => ({
    ...answer,
    body: Buffer.from(
      answer.body
        .toString()
        .replace(/^(DEFAULT_NODE_VERSION|MIN_NODE_\d+_VERSION)="[\d.]+"$/gm, `$1="${newer}"`)
        .replace(/^(SUPPORTED_NODE_VERSION_LABEL)=.*$/m, `$1="Node ${newer}+"`),
    ),
  }),
};
