# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

# The root is a Debian with an rpm database of its own, so what the package needs from others cannot be checked by rpm, and no systemd
# runs in it; the rest can.
test_rpm() {
  local tree=$scratch/rpm-root result=0
  need_command rpm rpm
  need_command systemd-nspawn systemd-container
  older_packages
  rm -rf "$tree"
  debian_root "$tree" "$release"
  rpm --root "$tree" --initdb
  life_of_an_rpm "$tree" || result=1
  rm -rf "$tree"
  return "$result"
}

# Each step or none: the function is called where "set -e" does not hold.
life_of_an_rpm() {
  local tree=$1
  rpm -K --nosignature "$rpm" &&
    rpm --root "$tree" -i --nodeps "$scratch"/older/*.rpm | tee "$scratch/rpm.log" &&
    expect "the next step in one line" [ "$(grep -c 'callwarden setup' "$scratch/rpm.log")" = 1 ] &&
    laid_out "$tree" &&
    echo '# changed' >>"$tree/etc/callwarden/callwarden.yml" &&
    touch "$tree/var/lib/callwarden/calls" &&
    rpm --root "$tree" -U --nodeps "$rpm" >"$scratch/rpm.log" &&
    expect "silence when upgrading" [ ! -s "$scratch/rpm.log" ] &&
    expect "the configuration kept" grep -q '^# changed' "$tree/etc/callwarden/callwarden.yml" &&
    expect "one package" [ "$(rpm --root "$tree" -q callwarden | wc -l)" = 1 ] &&
    expect "the older one refused" fails rpm --root "$tree" -U --nodeps "$scratch"/older/*.rpm &&
    rpm --root "$tree" -U --nodeps --oldpackage "$scratch"/older/*.rpm &&
    rpm --root "$tree" -U --nodeps "$rpm" &&
    rpm --root "$tree" -e callwarden &&
    expect "the changed configuration kept" [ -e "$tree/etc/callwarden/callwarden.yml.rpmsave" ] &&
    expect "the calls kept" [ -e "$tree/var/lib/callwarden/calls" ] &&
    expect "nothing else left" [ -z "$(find "$tree"/usr "$tree"/lib "$tree"/etc/systemd "$tree"/etc/default -name '*callwarden*')" ]
}

laid_out() {
  local tree=$1
  expect "all as in the package" rpm --root "$tree" -V --nodeps callwarden &&
    expect "owner of callwarden.yml" [ "$(owner "$tree" /etc/callwarden/callwarden.yml)" = "root callwarden 640" ] &&
    expect "owner of the secrets" [ "$(owner "$tree" /etc/callwarden/secrets)" = "root callwarden 750" ] &&
    expect "owner of the data" [ "$(owner "$tree" /var/lib/callwarden)" = "callwarden callwarden 750" ] &&
    # Not by chroot: Java looks into /proc for its libraries.
    systemd-nspawn --quiet --register=no --keep-unit --pipe -D "$tree" callwarden --version
}

# expect WHAT COMMAND…
expect() {
  "${@:2}" || { echo "not as expected: $1" && false; }
}

fails() {
  ! "$@" 2>/dev/null
}

owner() {
  chroot "$1" stat -c '%U %G %a' "$2"
}
