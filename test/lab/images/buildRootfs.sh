#!/bin/bash
# Builds the root of an instance: a small Debian with systemd.
#   buildRootfs.sh SUITE PACKAGE,PACKAGE,… FOLDER
set -euo pipefail
umask 022

# What a first boot would have to do is done here, and what only costs time in an instance is left out.
finish() {
  root=$1
  units="$root/etc/systemd/system"
  for unit in apt-daily.timer apt-daily-upgrade.timer dpkg-db-backup.timer e2scrub_all.timer e2scrub_reap.service \
    fstrim.timer getty@tty1.service; do
    rm -f "$units"/*.wants/"$unit"
  done
  for unit in tmp.mount dev-hugepages.mount sys-fs-fuse-connections.mount systemd-udev-trigger.service \
    systemd-udevd.service systemd-firstboot.service; do
    ln -sf /dev/null "$units/$unit"
  done
  rm -rf "$root"/etc/hostname "$root"/etc/resolv.conf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/*
  : >"$root/etc/machine-id" # systemd makes one up in each instance
  mkdir -p "$root/var/log/journal"
  printf 'LANG=C.UTF-8\n' >"$root/etc/default/locale"
  chroot "$root" journalctl --update-catalog
  chroot "$root" ldconfig
  # Newer than everything in /usr: systemd then skips what it does after an update.
  touch "$root/etc/.updated" "$root/var/.updated"
}
if [ "$1" = --finish ]; then
  finish "$2"
  exit
fi
suite=$1 packages=$2 folder=$3

# The mirror that this machine's apt uses; on a machine that has none for Debian, mmdebstrap takes its own default.
mirror=$(apt-get indextargets --format '$(REPO_URI)' 'Identifier: Packages' 'Label: Debian' | head -n 1)

without=()
for path in /usr/share/man /usr/share/doc /usr/share/locale /usr/share/info; do
  without+=(--dpkgopt="path-exclude=$path/*")
done

# dpkg is three times as fast in memory, where there is enough of it.
memory=$(df --output=avail -B1M /dev/shm 2>/dev/null | tail -n 1)
find /dev/shm -maxdepth 1 -name 'gateway-lens-rootfs.*' -mmin +30 -exec rm -rf {} +
scratch=$(mktemp -d -p "$([ "${memory:-0}" -gt 1500 ] && echo /dev/shm || dirname "$folder")" gateway-lens-rootfs.XXXXXX)
trap 'rm -rf "$scratch"' EXIT

mmdebstrap --mode=root --variant=minbase --format=directory --include="$packages" \
  --aptopt='APT::Install-Recommends "0"' --dpkgopt=force-unsafe-io "${without[@]}" \
  --customize-hook="'$0' --finish \"\$1\"" "$suite" "$scratch/root" ${mirror:+"$mirror"}
cp -a "$scratch/root" "$folder"
