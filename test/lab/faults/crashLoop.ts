import { insideFault } from "./insideFault.ts";

/** The unit's own limit is ten starts in five minutes; without the five seconds between two it is met at once. */
export const crashLoop = insideFault({
  id: "crash-loop",
  shows: "Node ends with 9 at once, ten times; then systemd gives up: Start request repeated too quickly",
  apply: `stop_gateway
    drop_in crash-loop <<END
[Service]
RestartSec=50ms
Environment=NODE_OPTIONS=--no-such-option
END
    start_gateway`,
  clear: `stop_gateway
    remove_drop_in crash-loop
    start_gateway`,
});
