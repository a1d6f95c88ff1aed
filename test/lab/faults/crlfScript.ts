import { insideFault } from "./insideFault.ts";

export const crlfScript = insideFault({
  id: "crlf-script",
  shows: "the unit starts a script that was saved with CR LF: there is no /bin/bash\\r, so status=203/EXEC",
  apply: `stop_gateway
    keep $file
    script=$home/start-gateway.sh
    { echo '#!/bin/bash'; sed -n 's/^ExecStart=/exec /p' $file; } | sed 's/$/\\r/' >$script
    chown $user: $script
    chmod 755 $script
    sed -i "s|^ExecStart=.*|ExecStart=$script|" $file
    start_gateway`,
  clear: `stop_gateway
    give_back $file
    rm -f $home/start-gateway.sh
    start_gateway`,
});
