import { insideFault } from "./insideFault.ts";

/** Node waits before it runs the gateway for as long as this file is there, but no longer than a minute. */
const hold = "/run/slow-start";
const program = `const { statSync } = require("node:fs");
const age = () => Date.now() - (statSync("${hold}", { throwIfNoEntry: false })?.mtimeMs ?? 0);
while (age() < 60_000) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);`;

export const slowStart = insideFault({
  id: "slow-start",
  shows: "the unit is active for a minute before anything listens, as on a slow disk",
  apply: `stop_gateway
    touch ${hold}
    cat >/usr/local/lib/slow-start.cjs <<'END'
${program}
END
    drop_in slow-start <<END
[Service]
Environment=NODE_OPTIONS=--require=/usr/local/lib/slow-start.cjs
END
    start_gateway`,
  // The gateway may still be on its way: it then goes on at once.
  clear: `rm -f ${hold} /usr/local/lib/slow-start.cjs
    remove_drop_in slow-start
    service daemon-reload
    service start --no-block $unit`,
});
