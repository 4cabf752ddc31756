# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

minutes=10
pbx_release=bullseye

# Debian 12 has no Asterisk, and newer ones neither: theirs runs beside, in the folder of an older Debian, as if in a container.
test_debian() {
  try_release "$release" /opt/pbx
}

test_debian-next() {
  try_release "$next_release" /opt/pbx
}

# Asterisk and the agent on one machine, each from its package.
test_asterisk() {
  try_release "$pbx_release" /
}

# try_release RELEASE FOLDER: the script in-debian runs inside, as a service of that system's systemd, and switches it off at its end.
# FOLDER is where the Asterisk lies in there.
try_release() {
  local tree=$scratch/$1 report=$scratch/$1.txt
  need_command systemd-nspawn systemd-container
  older_packages
  rm -rf "$tree"
  if [ "$2" = / ]; then
    pbx_root "$tree"
  else
    debian_root "$tree" "$1"
    pbx_root "$tree$2"
  fi
  mkdir -p "$tree/opt/test"
  cp "$scratch"/older/*.deb "$tree/opt/test/older.deb"
  cp "$deb" "$tree/opt/test/newer.deb"
  cp "$root/packaging/test/in-debian" "$root/agent/src/test/resources/databases/schema-1.mv.db" "$tree/opt/test/"
  echo "$2" >"$tree/opt/test/pbx"
  cp "$root/packaging/test/callwarden-test.service" "$tree/etc/systemd/system/"
  mkdir -p "$tree/etc/systemd/system/multi-user.target.wants"
  ln -s /etc/systemd/system/callwarden-test.service "$tree/etc/systemd/system/multi-user.target.wants/"
  timeout "${minutes}m" systemd-nspawn --quiet --register=no --keep-unit --private-network -D "$tree" --boot --console=pipe \
    >"$scratch/$1-console.log" 2>&1 </dev/null || true
  cp "$tree/opt/test/report" "$report" 2>/dev/null || cp "$scratch/$1-console.log" "$report"
  cat "$report"
  # What failed stays there to be looked at until the next time.
  grep -q '^All steps done' "$report" && rm -rf "$tree"
}

# The same agent under an older version, made once for all parts that want it.
older_packages() {
  [ "${older_made:-}" != yes ] || return 0
  rm -rf "$scratch/older"
  "$root/bin/package" --only deb,rpm --fast --version 0.0.9 --target "$scratch/older" >"$scratch/older.log"
  older_made=yes
}

base=systemd,systemd-sysv,dbus,adduser,curl,iproute2

# debian_root TREE RELEASE: a minimal Debian with systemd.
debian_root() {
  unpack_root "$1" "$2" "$2" "$base"
}

# pbx_root TREE: a Debian with an Asterisk that has a trunk and a phone.
pbx_root() {
  unpack_root "$1" "$pbx_release-pbx" "$pbx_release" "$base,asterisk,sip-tester"
  cp "$root"/packaging/test/pbx/*.conf "$1/etc/asterisk/"
}

# unpack_root TREE NAME RELEASE PACKAGES: made once and kept as an archive.
unpack_root() {
  local archive=$target/roots/$2.tar
  if [ ! -e "$archive" ]; then
    need_command mmdebstrap mmdebstrap
    mkdir -p "${archive%/*}"
    mmdebstrap --quiet --format=tar --variant=minbase "--include=$4" "$3" "$archive.part" "$(mirror)" || give_up "no root of Debian $3 could be made"
    mv "$archive.part" "$archive"
  fi
  mkdir -p "$1"
  tar -C "$1" -xf "$archive"
}
