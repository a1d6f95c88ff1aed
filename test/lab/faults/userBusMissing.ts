import { insideFault } from "./insideFault.ts";

/** A second, empty mount on the runtime folder, which hides all that systemd made there. */
export const userBusMissing = insideFault({
  id: "user-bus-missing",
  shows:
    "systemctl --user fails to connect to the user bus; the gateway runs on and answers (openclaw #68380)",
  apply: "mount -t tmpfs -o mode=0700,uid=$uid,gid=$uid,size=1m hides-bus /run/user/$uid",
  clear: "! grep -q ^hides-bus /proc/mounts || umount /run/user/$uid",
});
