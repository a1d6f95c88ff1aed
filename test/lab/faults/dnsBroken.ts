import { insideFault } from "./insideFault.ts";

/** An address of TEST-NET-1, which nobody has. WSL writes the file anew when the instance starts. */
export const dnsBroken = insideFault({
  id: "dns-broken",
  shows: "no name is resolved in the instance: its name server is one that nobody reaches; addresses work",
  apply: `keep /etc/resolv.conf
    echo nameserver 192.0.2.53 >/etc/resolv.conf`,
  clear: "[ ! -e /etc/resolv.conf.before-$fault ] || give_back /etc/resolv.conf",
});
