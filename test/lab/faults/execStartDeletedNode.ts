import { insideFault } from "./insideFault.ts";

export const execStartDeletedNode = insideFault({
  id: "exec-start-deleted-node",
  shows: "the Node in ExecStart was deleted: status=203/EXEC at every start (openclaw #17309)",
  apply: `stop_gateway
    keep $file
    sed -i 's|^ExecStart=[^ ]*|ExecStart=/opt/openclaw/tools/node-v22.11.0/bin/node|' $file
    start_gateway`,
  clear: `stop_gateway
    give_back $file
    start_gateway`,
});
