#!/bin/bash
# Process 1 of an instance: makes its root, starts its init and becomes what process 1 of a WSL instance is.
# It is started in all its namespaces; bootInstance.ts sets the variables. Says its pid as the machine numbers it, and
# `ready` when init listens.
set -euo pipefail
umask 022

read -r pid _ </proc/self/stat # the shell itself: a redirection, no process
echo "$pid"

mkdir -p "$DIR"/{upper,work,root,run}
mount -t overlay wsl -o "lowerdir=$LOWER,upperdir=$DIR/upper,workdir=$DIR/work" "$DIR/root"
hostname "$NAME_OF_HOST"
cd "$DIR/root"
mkdir -p proc sys dev run tmp mnt etc

mount -t proc -o nosuid,nodev,noexec proc proc
mount -t sysfs -o ro,nosuid,nodev,noexec sysfs sys
mount -t cgroup2 -o nosuid,nodev,noexec cgroup2 sys/fs/cgroup
mount -t tmpfs -o mode=0755,nosuid,size=8m none dev
for node in null zero full random urandom tty fuse net/tun; do
  [ -e "/dev/$node" ] || continue
  mkdir -p "dev/$(dirname "$node")"
  : >"dev/$node"
  mount --bind "/dev/$node" "dev/$node"
done
mkdir dev/pts dev/shm
mount -t devpts -o newinstance,gid=5,mode=620,ptmxmode=666,nosuid,noexec devpts dev/pts
ln -s pts/ptmx dev/ptmx
ln -s /proc/self/fd dev/fd
ln -s fd/0 dev/stdin
ln -s fd/1 dev/stdout
ln -s fd/2 dev/stderr
mount -t tmpfs -o mode=1777,nosuid,nodev none dev/shm
mount -t tmpfs -o mode=0755,nosuid,nodev none run
# systemd would start a process for each of these two.
mkdir run/lock dev/mqueue
mount -t tmpfs -o mode=1777,nosuid,nodev,noexec,size=5m none run/lock
mount -t mqueue -o nosuid,nodev,noexec none dev/mqueue

# Most of /proc/sys is the machine's: systemd-sysctl in the instance would set it. The network's part is the VM's own.
mount --bind proc/sys proc/sys
mount --bind proc/sys/net proc/sys/net
[ ! -d proc/sys/fs/binfmt_misc ] || mount --bind "$BINFMT" proc/sys/fs/binfmt_misc
# What programs recognise WSL by. A boot id stays for as long as the VM does, whatever happens to an instance.
pretend() {
  [ ! -e "proc/$1" ] || { printf '%s\n' "$2" >run/pretended && mount --bind run/pretended "proc/$1" && rm run/pretended; }
}
pretend sys/kernel/osrelease "$KERNEL"
pretend sys/kernel/random/boot_id "$BOOT_ID"
pretend version "Linux version $KERNEL (root@65c757a075e2) (gcc (GCC) 11.2.0, GNU ld (GNU Binutils) 2.37) #1 SMP PREEMPT_DYNAMIC Thu Jun  5 18:30:46 UTC 2025"
mount -o remount,bind,ro proc/sys
for file in sysrq-trigger kcore kmsg; do
  [ ! -e "proc/$file" ] || mount --bind /dev/null "proc/$file"
done

# bind FROM TO ro|rw
bind() {
  if [ -d "$1" ]; then
    mkdir -p ".$2"
  else
    mkdir -p ".$(dirname "$2")"
    [ -e ".$2" ] || : >".$2"
  fi
  mount --bind "$1" ".$2"
  [ "$3" = rw ] || mount -o remount,bind,ro ".$2"
}
while IFS=$'\t' read -r from to mode; do
  [ -z "$from" ] || bind "$from" "$to" "$mode"
done <<<"$BINDS"

# WSL's own init: a child of process 1, which hears by it of every process that it starts. Without that a shutdown
# waits for children that it never hears of. It has all its modules, and listens, when its parent is done.
serve=(/usr/bin/python3 -I -S -B "$INIT_PY" "$INIT_SOCKET")
if [ "$SYSTEMD" = 1 ] && [ -x sbin/init ]; then
  (exec -a /init "${serve[@]}" >/dev/null 2>"$DIR/run/init.log")
  pivot_root . .
  umount -l .
  cd /
  echo ready
  # exactly the environment that WSL gives it
  exec env -i container=wsl container_host_id=windows "container_host_version_id=$WSL_VERSION" /sbin/init \
    </dev/null >/dev/null 2>&1
fi
exec -a /init "${serve[@]}" 2>"$DIR/run/init.log"
