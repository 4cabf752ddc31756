# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: every file where it will lie on the machine, the same for all kinds of package.

maintainer="Callwarden <packages@callwarden.io>"

# lay_out IMAGE
lay_out() {
  local home=$1/usr/lib/callwarden doc=$1/usr/share/doc/callwarden
  mkdir -p "$home/lib" "$doc" "$1/etc/callwarden"
  cp -r "$root"/packaging/root/* "$1/"
  cp "$root/packaging/etc/callwarden.yml" "$1/etc/callwarden/"
  cp "$(jar_of agent)" "$home/callwarden.jar"
  cp "$root"/agent/target/lib/*.jar "$home/lib/"
  unpack_native "$home"
  cp -r "$work/jre" "$home/jre"
  java_options >"$home/java.options"
  lay_out_boards "$1/usr/share/callwarden"
  lay_out_papers "$1" "$doc"
  # The archive of classes is good only for jars of these times.
  set_times "$1"
  permissions "$1"
}

# unpack_native HOME: the native part of Netty for this machine lies ready, else it is unpacked to /tmp at each start, which may be noexec.
unpack_native() {
  local library=META-INF/native/libnetty_transport_native_epoll_$rpm_arch.so jar
  [ "$rpm_arch" != aarch64 ] || library=META-INF/native/libnetty_transport_native_epoll_aarch_64.so
  for jar in "$1"/lib/netty-transport-native-epoll-*.jar; do
    (cd "$work" && "$runtime_jdk/bin/jar" -xf "$jar" "$library")
  done
  mkdir -p "$1/native"
  mv "$work/$library" "$1/native/"
  strip --strip-unneeded "$1"/native/*.so
}

# What Prometheus, Alertmanager and Grafana take.
lay_out_boards() {
  mkdir -p "$1/prometheus" "$1/alertmanager" "$1/grafana"
  cp "$root"/grafana/rules/*.yml "$root/grafana/rules/adapt" "$1/prometheus/"
  cp "$root"/grafana/alertmanager/*.yml "$1/alertmanager/"
  cp -r "$root/grafana/dashboards" "$root/grafana/provisioning" "$1/grafana/"
}

# lay_out_papers IMAGE DOC: man pages, completion, the manual, licences, the list of components.
lay_out_papers() {
  local papers=$work/papers page
  mkdir -p "$papers" "$1/usr/share/man/man1" "$1/usr/share/bash-completion/completions" "$2/examples"
  "$runtime_jdk/bin/java" -cp "$1/usr/lib/callwarden/callwarden.jar" "$root/packaging/tools/Papers.java" "$papers" "$version" \
    "$root/agent/target/callwarden.cdx.json" >"$work/papers.log" 2>&1 || fail_with "$work/papers.log" "the man pages could not be made"
  for page in "$papers"/*.1; do
    gzip -9n <"$page" >"$1/usr/share/man/man1/${page##*/}.gz"
  done
  grep -v '^#!' "$papers/callwarden.bash" >"$1/usr/share/bash-completion/completions/callwarden"
  cp "$root"/docs/*.md "$root"/docs/metrics.json "$2/"
  cp -r "$root/docs/runbooks" "$root/docs/images" "$2/"
  cp "$root/packaging/etc/web-config.example.yml" "$2/examples/"
  cp "$root/agent/target/callwarden.cdx.json" "$2/"
  gzip -9n <"$root/CHANGELOG.md" >"$2/changelog.gz"
  debian_changelog | gzip -9n >"$2/changelog.Debian.gz"
  copyright "$papers/libraries" >"$2/copyright"
  licence_texts "$1/usr/lib/callwarden/lib" "$2/licences"
}

debian_changelog() {
  printf 'callwarden (%s-1) stable; urgency=medium\n\n  * See changelog.gz for what is new.\n\n -- %s  %s\n' \
    "$version" "$maintainer" "$(LC_ALL=C date -u -R -d "@$epoch")"
}

# copyright LIBRARIES: in Debian's form; the file has name, licence and publisher of each library.
copyright() {
  local name licence publisher
  cat "$root/packaging/deb/copyright"
  while IFS=$'\t' read -r name licence publisher; do
    printf '\nFiles: usr/lib/callwarden/lib/%s.jar\nCopyright: %s\nLicense: %s\n' "$name" "$publisher" "$(licence_name "$licence")"
  done <"$1"
  cut -f 2 "$1" | while read -r licence; do licence_name "$licence"; done | LC_ALL=C sort -u | while read -r licence; do
    [ "$licence" = Apache-2.0 ] ||
      printf '\nLicense: %s\n The texts that came with the libraries lie in /usr/share/doc/callwarden/licences.\n' "$licence"
  done
}

# Debian's form knows no blanks in a name, but for "or".
licence_name() {
  local joined=${1// or /|}
  joined=${joined// /-}
  echo "${joined//|/ or }"
}

# licence_texts LIB TO: the licences and notices that the jars bring along, one folder a jar.
licence_texts() {
  local jar name
  for jar in "$1"/*.jar; do
    name=${jar##*/}
    mkdir -p "$2/${name%.jar}"
    (cd "$2/${name%.jar}" && "$runtime_jdk/bin/jar" -xf "$jar" META-INF/LICENSE META-INF/LICENSE.txt META-INF/LICENSE.md META-INF/NOTICE \
      META-INF/NOTICE.txt META-INF/NOTICE.md META-INF/license LICENSE LICENSE.txt)
  done
  find "$2" -depth -type d -empty -delete
}

permissions() {
  find "$1" -type d -exec chmod 0755 {} +
  find "$1" -type f -exec chmod 0644 {} +
  chmod 0755 "$1"/usr/bin/* "$1"/usr/lib/callwarden/jre/bin/* "$1"/usr/lib/callwarden/jre/lib/jspawnhelper \
    "$1"/usr/share/callwarden/prometheus/adapt
  chmod 0640 "$1/etc/callwarden/callwarden.yml"
}
