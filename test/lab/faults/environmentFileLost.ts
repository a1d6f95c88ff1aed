import { insideFault } from "./insideFault.ts";

export const environmentFileLost = insideFault({
  id: "environment-file-lost",
  shows: "the unit's EnvironmentFile is not there: the start fails with Result=resources (openclaw #91554)",
  apply: `stop_gateway
    drop_in environment-file <<END
[Service]
EnvironmentFile=$state/gateway.systemd.env
END
    start_gateway`,
  clear: `stop_gateway
    remove_drop_in environment-file
    start_gateway`,
});
