import { insideFault } from "./insideFault.ts";

const place = "$home/.nvm/versions/node/$version/bin";

/** A copy of the Node, as nvm has its own. */
export const versionManagerNode = insideFault({
  id: "version-manager-node",
  shows: "ExecStart and PATH lead to a Node of nvm's, which its next upgrade takes away (openclaw #76339)",
  apply: `node=$(sed -n 's/^ExecStart=\\([^ ]*\\).*/\\1/p' $file)
    version=$("$node" --version)
    stop_gateway
    mkdir -p "${place}"
    cp "$node" "${place}/node"
    chown -R $user: $home/.nvm
    keep $file
    sed -i -e "s|^ExecStart=[^ ]*|ExecStart=${place}/node|" -e "s|^Environment=PATH=|&${place}:|" $file
    start_gateway`,
  clear: `stop_gateway
    give_back $file
    rm -rf $home/.nvm
    start_gateway`,
});
