# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

minutes=10

# The script in-debian runs inside, as a service of that system's systemd, and switches it off at its end.
test_debian() {
  local tree=$scratch/debian
  need_command systemd-nspawn systemd-container
  "$root/bin/package" --only deb --fast --version 0.0.9 --target "$scratch/older" >"$scratch/older.log"
  rm -rf "$tree"
  debian_root "$tree"
  mkdir -p "$tree/opt/test/simulator"
  cp "$scratch"/older/*.deb "$tree/opt/test/older.deb"
  cp "$deb" "$tree/opt/test/newer.deb"
  cp -r "$root/ami-simulator/target/lib" "$tree/opt/test/simulator/lib"
  cp "$root"/ami-simulator/target/ami-simulator-*.jar "$tree/opt/test/simulator/simulator.jar"
  cp "$root/packaging/test/in-debian" "$tree/opt/test/"
  cp "$root/packaging/test/callwarden-test.service" "$tree/etc/systemd/system/"
  mkdir -p "$tree/etc/systemd/system/multi-user.target.wants"
  ln -s /etc/systemd/system/callwarden-test.service "$tree/etc/systemd/system/multi-user.target.wants/"
  timeout "${minutes}m" systemd-nspawn --quiet --register=no --keep-unit --private-network -D "$tree" --boot --console=pipe \
    >"$scratch/debian-console.log" 2>&1 </dev/null || true
  cat "$tree/opt/test/report" 2>/dev/null || { tail -n 50 "$scratch/debian-console.log" && false; }
  grep -q '^All steps done' "$tree/opt/test/report" && rm -rf "$tree"
}

# debian_root TREE: a minimal Debian with systemd, made once and kept as an archive.
debian_root() {
  local archive=$target/roots/$release.tar
  if [ ! -e "$archive" ]; then
    need_command mmdebstrap mmdebstrap
    mkdir -p "${archive%/*}"
    mmdebstrap --quiet --variant=minbase --include=systemd,systemd-sysv,dbus,adduser,curl "$release" "$archive" "$(mirror)"
  fi
  mkdir -p "$1"
  tar -C "$1" -xf "$archive"
}
