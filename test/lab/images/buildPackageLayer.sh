#!/bin/bash
# Installs packages onto the root of the instances and keeps what that added.
#   buildPackageLayer.sh ROOTFS PACKAGE,PACKAGE,… FOLDER
set -euo pipefail

# The mounts are this shell's alone and go with it.
if [ "${1:-}" != --inside ]; then
  exec unshare --mount --propagation private "$0" --inside "$@"
fi
base=$2 packages=$3 folder=$4

scratch=$(mktemp -d -p "$(dirname "$folder")" layer.XXXXXX)
root=$scratch/root
finish() {
  umount -R "$root" 2>/dev/null || true
  rm -rf "$scratch"
}
trap finish EXIT
mkdir "$scratch/upper" "$scratch/work" "$root"
mount -t overlay overlay -o "lowerdir=$base,upperdir=$scratch/upper,workdir=$scratch/work" "$root"
mount -t tmpfs tmpfs "$root/tmp"
mount -t tmpfs tmpfs "$root/var/cache/apt"
mount -t tmpfs tmpfs "$root/var/lib/apt/lists"
mount -t proc proc "$root/proc"
mount -t devtmpfs devtmpfs "$root/dev"
cp /etc/resolv.conf "$root/etc/resolv.conf"
# No service starts here.
printf '#!/bin/sh\nexit 101\n' >"$root/usr/sbin/policy-rc.d"
chmod +x "$root/usr/sbin/policy-rc.d"

export DEBIAN_FRONTEND=noninteractive PATH=/usr/sbin:/usr/bin:/sbin:/bin
without=()
for path in /usr/share/man /usr/share/doc /usr/share/locale /usr/share/info; do
  without+=(-o "DPkg::Options::=--path-exclude=$path/*")
done
chroot "$root" apt-get -q update
chroot "$root" apt-get -q install --yes --no-install-recommends -o DPkg::Options::=--force-unsafe-io \
  "${without[@]}" ${packages//,/ }
umount -R "$root"

upper=$scratch/upper
rm -rf "$upper"/etc/resolv.conf "$upper/usr/sbin/policy-rc.d" "$upper"/var/log/apt "$upper"/var/log/dpkg.log
# Whoever needs a service starts it.
for wants in "$upper"/etc/systemd/system/*.wants; do
  if [ -d "$wants" ]; then find "$wants" -type l -newer "$scratch/work" -delete; fi
done
chmod 755 "$upper"
mv "$upper" "$folder"
