# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

# The root is a Debian with an rpm database of its own, so what the package needs from others cannot be checked by rpm; the rest can.
test_rpm() {
  local tree=$scratch/rpm-root result=0
  need_command rpm rpm
  need_command systemd-nspawn systemd-container
  rm -rf "$tree"
  debian_root "$tree"
  rpm --root "$tree" --initdb
  rpm --root "$tree" -ivh --nodeps "$rpm" && in_rpm_root "$tree" || result=1
  rm -rf "$tree"
  return "$result"
}

in_rpm_root() {
  local tree=$1
  rpm --root "$tree" -V --nodeps callwarden || return 1
  [ "$(owner "$tree" /etc/callwarden/callwarden.yml)" = "root callwarden 640" ] || return 1
  [ "$(owner "$tree" /etc/callwarden/secrets)" = "root callwarden 750" ] || return 1
  [ "$(owner "$tree" /var/lib/callwarden)" = "callwarden callwarden 750" ] || return 1
  # Not by chroot: Java looks into /proc for its libraries.
  systemd-nspawn --quiet --register=no --keep-unit --pipe -D "$tree" callwarden --version || return 1
  echo '# changed' >>"$tree/etc/callwarden/callwarden.yml"
  touch "$tree/var/lib/callwarden/calls"
  rpm --root "$tree" -e callwarden || return 1
  [ -e "$tree/etc/callwarden/callwarden.yml.rpmsave" ] && [ -e "$tree/var/lib/callwarden/calls" ] && [ ! -e "$tree/usr/lib/callwarden" ]
}

owner() {
  chroot "$1" stat -c '%U %G %a' "$2"
}
