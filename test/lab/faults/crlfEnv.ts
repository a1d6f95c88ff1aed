import { insideFault } from "./insideFault.ts";

export const crlfEnv = insideFault({
  id: "crlf-env",
  shows:
    "~/.openclaw/.env was saved with CR LF: a shell that reads it has a CR at the end of the token; the gateway has not",
  apply: `(umask 077; printf 'OPENCLAW_GATEWAY_TOKEN=%s\\r\\n' "$(gateway_token)" >$state/.env)
    chown $user: $state/.env`,
  clear: "rm -f $state/.env",
});
