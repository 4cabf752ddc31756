# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: what the build needs, and what it must know of the project and of this machine.

# Each command with the Debian package that has it.
need_tools() {
  need jlink "" strip binutils dpkg-deb dpkg dpkg-shlibdeps dpkg-dev xz xz-utils git git
  case ,$kinds, in *,rpm,*) need rpmbuild rpm ;; esac
  case ,$kinds, in *,image,*) need mmdebstrap mmdebstrap jq jq ;; esac
}

need() {
  local command package
  while [ $# -gt 0 ]; do
    command=$1 package=$2
    shift 2
    if [ -z "$package" ] || command -v "$command" >/dev/null; then continue; fi
    ! can_install || echo "Installing $command (package $package)" >&2
    install "$package" || give_up "no $command found: install it (Debian: apt-get install $package)"
  done
}

# project_facts: sets version, deb_arch, rpm_arch, revision, epoch.
project_facts() {
  [ -n "$version" ] || version=$(sed -n 's:^  <version>\(.*\)</version>:\1:p' "$root/pom.xml" | head -n 1)
  # Both deb and rpm take what follows a tilde for older than without: a snapshot comes before its release.
  version=${version/-SNAPSHOT/~snapshot}
  revision=$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)
  epoch=${SOURCE_DATE_EPOCH:-$(date -u -d "$(sed -n 's:.*<project.build.outputTimestamp>\(.*\)</.*:\1:p' "$root/pom.xml")" +%s)}
  export SOURCE_DATE_EPOCH=$epoch
  case $(uname -m) in
    x86_64) deb_arch=amd64 rpm_arch=x86_64 ;;
    aarch64) deb_arch=arm64 rpm_arch=aarch64 ;;
    *) give_up "packages are made on x86_64 and aarch64, this machine is $(uname -m)" ;;
  esac
}

build_agent() {
  # Libraries of an older build would stay there.
  rm -rf "$root/agent/target/lib"
  mvn -q -B -ntp -f "$root/pom.xml" -pl agent -am -Dmaven.test.skip=true -Dspotless.check.skip=true -Dbuild.revision="$revision" \
    package >"$work/build.log" 2>&1 </dev/null || fail_with "$work/build.log" "the build failed"
  mvn -q -B -ntp -f "$root/pom.xml" -pl agent org.cyclonedx:cyclonedx-maven-plugin:makeBom >"$work/sbom.log" 2>&1 </dev/null ||
    fail_with "$work/sbom.log" "the list of components could not be made"
}

fail_with() {
  cat "$1" >&2
  give_up "$2 (see above)"
}

# The agent's or the simulator's own jar.
jar_of() {
  find "$root/$1/target" -maxdepth 1 -name "$1-*.jar" | head -n 1
}

set_times() {
  find "$1" -exec touch -h -d "@$epoch" {} +
}
