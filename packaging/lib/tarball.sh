# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: the same files for systems with neither dpkg nor rpm, to be unpacked anywhere.

build_tarball() {
  local name=callwarden-$version-linux-$rpm_arch tree
  tree=$work/tarball/$name
  mkdir -p "$tree/systemd"
  cp -a "$1"/usr/{bin,lib,share} "$tree/"
  cp -a "$1/etc" "$tree/"
  mv "$tree/lib/systemd/system/callwarden.service" "$tree/systemd/"
  rm -rf "$tree/lib/systemd" "$tree/share/doc/callwarden/changelog.Debian.gz"
  cp "$root/packaging/tarball/README" "$tree/"
  set_times "$tree"
  tar -C "$work/tarball" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" --format=gnu -c "$name" |
    xz "-$tightness" -T 1 >"$target/$name.tar.xz"
  rm -rf "$work/tarball"
}
