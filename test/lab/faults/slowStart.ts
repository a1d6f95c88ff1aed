import { insideFault } from "./insideFault.ts";

/** Node waits before it runs the gateway for as long as this file is there, but no longer than a minute. */
const hold = "/run/slow-start";
/** Left behind by a clear, since Node may be just about to read it; gone when the instance stops. */
const script = `${hold}.cjs`;
const program = `const { statSync } = require("node:fs");
process.env.NODE_OPTIONS = ""; // what the gateway starts does not wait
const age = () => Date.now() - (statSync("${hold}", { throwIfNoEntry: false })?.mtimeMs ?? 0);
while (age() < 60_000) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);`;

export const slowStart = insideFault({
  id: "slow-start",
  shows: "the unit is active for a minute before anything listens, as on a slow disk",
  apply: `stop_gateway
    touch ${hold}
    cat >${script} <<'END'
${program}
END
    drop_in slow-start <<END
[Service]
Environment=NODE_OPTIONS=--require=${script}
END
    start_gateway`,
  // The gateway is still on its way, perhaps: it then goes on at once.
  clear: `rm -f ${hold}
    remove_drop_in slow-start
    service daemon-reload
    service start --no-block $unit`,
});
