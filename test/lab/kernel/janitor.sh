#!/bin/sh
# Clears a lab away when the process that owns it is gone, however it ended: that one holds the other end of stdin.
#   janitor.sh HOME CGROUP
# CGROUP is a folder; this process is outside it.
home=$1 cgroup=$2
cd /
trap '' HUP INT QUIT TERM
while read -r _; do :; done

if [ -d "$cgroup" ]; then
  echo 1 >"$cgroup/cgroup.kill"
  tries=0
  while [ "$tries" -lt 500 ] && grep -qs 'populated 1' "$cgroup/cgroup.events"; do
    tries=$((tries + 1))
    sleep 0.02
  done
  find "$cgroup" -depth -type d -exec rmdir {} \;
fi

# The mounts of instances went with their namespaces; only what was mounted for this process is left.
while read -r _ at _; do
  case $at in "$home"/*) umount -l "$at" ;; esac
done </proc/self/mounts
rm -rf --one-file-system "$home"
