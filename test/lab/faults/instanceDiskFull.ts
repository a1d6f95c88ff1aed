import { insideFault } from "./insideFault.ts";

/** The state folder is copied to a file system of its own that has no room left; what is written there is lost. */
export const instanceDiskFull = insideFault({
  id: "instance-disk-full",
  shows: "df says 100 % for ~/.openclaw, and whoever writes there gets ENOSPC",
  apply: `full=/run/full
    mkdir -p $full
    mount -t tmpfs -o mode=0700,uid=$uid,gid=$uid,size=$(($(du -sk $state | cut -f1) + 512))k tmpfs $full
    cp -a $state/. $full
    dd if=/dev/zero of=$full/fill bs=4k 2>/dev/null || true
    mount --bind $full $state
    umount $full`,
  clear: "! mountpoint -q $state || umount -l $state",
});
