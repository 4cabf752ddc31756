# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: the Debian package, by dpkg's own tools.

build_deb() {
  local tree=$work/deb deb=$target/callwarden_${version}-1_$deb_arch.deb
  cp -a "$1" "$tree"
  mkdir -p "$tree/DEBIAN" "$tree/usr/share/lintian/overrides"
  cp "$root/packaging/deb/lintian-overrides" "$tree/usr/share/lintian/overrides/callwarden"
  control "$tree" >"$work/control"
  cp "$work/control" "$tree/DEBIAN/control"
  (cd "$tree" && find etc -type f | LC_ALL=C sort | sed 's:^:/:') >"$tree/DEBIAN/conffiles"
  (cd "$tree" && find usr -type f | LC_ALL=C sort | xargs -d '\n' md5sum) >"$tree/DEBIAN/md5sums"
  command install -m 0755 "$root"/packaging/deb/{postinst,prerm,postrm} "$tree/DEBIAN/"
  chmod 0644 "$tree"/DEBIAN/{control,conffiles,md5sums} "$tree/usr/share/lintian/overrides/callwarden"
  chmod 0755 "$tree/DEBIAN" "$tree"/usr/share/lintian{,/overrides}
  set_times "$tree"
  # One thread, or the bytes depend on how many there are.
  dpkg-deb --root-owner-group --threads-max=1 -Zxz "-z$tightness" --build "$tree" "$deb" >"$work/deb.log" 2>&1 ||
    fail_with "$work/deb.log" "the deb could not be built"
  rm -rf "$tree"
}

control() {
  sed -e "s/@VERSION@/$version-1/" -e "s/@ARCHITECTURE@/$deb_arch/" -e "s/@MAINTAINER@/$maintainer/" \
    -e "s/@SIZE@/$(du -sk --apparent-size "$1" | cut -f 1)/" -e "s/@LIBRARIES@/$(libraries "$1")/" "$root/packaging/deb/control"
}

# The Debian packages whose libraries the runtime is linked to. Which C library is new enough is read from the binaries: dpkg-shlibdeps
# would ask for one like that of this machine.
libraries() {
  mkdir -p "$work/shlibs/debian"
  printf 'Source: callwarden\n\nPackage: callwarden\nArchitecture: any\n' >"$work/shlibs/debian/control"
  (cd "$work/shlibs" && find "$1/usr/lib/callwarden/jre" -name '*.so' -print0 |
    xargs -0 dpkg-shlibdeps -O --ignore-missing-info "-l$1/usr/lib/callwarden/jre/lib/server" "-l$1/usr/lib/callwarden/jre/lib" \
      -e"$1/usr/lib/callwarden/jre/bin/java" 2>"$work/shlibs.log") | sed -n "s/^shlibs:Depends=//p" | sed "s/libc6 ([^)]*)/libc6 (>= $(glibc "$1"))/"
}

# The newest version of the C library that anything asks for.
glibc() {
  find "$1/usr/lib/callwarden/jre" \( -name '*.so' -o -path '*/bin/*' \) -type f -exec objdump -T {} + |
    grep -o 'GLIBC_[0-9.]*' | cut -d _ -f 2 | sort -uV | tail -n 1
}
