import { insideFault } from "./insideFault.ts";

/** A token in the process goes before that of `.env`, where clients read theirs. */
export const dropInOldToken = insideFault({
  id: "drop-in-old-token",
  shows: "a drop-in has an old token: the gateway refuses the one in ~/.openclaw/.env with 401",
  apply: `stop_gateway
    keep $config
    (umask 077; echo "OPENCLAW_GATEWAY_TOKEN=$(gateway_token)" >$state/.env)
    chown $user: $state/.env
    sed -i -e '/"token": /d' -e 's/"mode": "token",/"mode": "token"/' $config
    drop_in old-token <<END
[Service]
Environment=OPENCLAW_GATEWAY_TOKEN=old-token-0123456789abcdef
END
    start_gateway`,
  clear: `stop_gateway
    remove_drop_in old-token
    rm -f $state/.env
    give_back $config
    start_gateway`,
});
