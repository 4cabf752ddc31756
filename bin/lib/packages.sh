# Sourced by bin/test, bin/demo and bin/callwarden: what the machine must have, and how it comes there.
# Sets nothing but functions; `root` must be set by the script that sources it.

# Whether packages can be installed here: root on Debian or a relative of it.
can_install() {
  [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null
}

packages_logged() {
  DEBIAN_FRONTEND=noninteractive "$@" >>"$root/target/packages.log" 2>&1 </dev/null
}

# install PACKAGE…: true if it is installed afterwards. No service is started by it, now or at the next boot: the tests start
# their own.
install() {
  local deny=/usr/sbin/policy-rc.d denied=
  can_install || return 1
  mkdir -p "$root/target"
  [ -n "${packages_updated:-}" ] || packages_logged apt-get -q update || true
  packages_updated=yes
  if [ ! -e "$deny" ]; then
    printf '#!/bin/sh\nexit 101\n' >"$deny" && chmod +x "$deny" && denied=yes
  fi
  local result=0
  packages_logged apt-get -q -y install --no-install-recommends "$@" || result=1
  [ -z "$denied" ] || rm -f "$deny"
  if [ -d /run/systemd/system ]; then
    packages_logged systemctl disable --now prometheus.service prometheus-node-exporter.service prometheus-alertmanager.service \
      postgresql.service || true
  fi
  return "$result"
}

# The first of PACKAGE… that this Debian has.
available() {
  local package
  can_install || return 1
  if [ -z "${packages_updated:-}" ]; then
    mkdir -p "$root/target"
    packages_logged apt-get -q update || true
    packages_updated=yes
  fi
  for package; do
    if apt-cache show "$package" >/dev/null 2>&1; then
      echo "$package"
      return
    fi
  done
  return 1
}

# The major version of the JDK whose javac is at $1; 0 where there is none.
jdk_version() {
  local version
  version=$("$1" -version 2>&1 </dev/null | sed -n 's/^javac \([0-9]*\).*/\1/p')
  echo "${version:-0}"
}

# need_jdk: makes sure of a JDK 17 or newer and of Maven, or says what to install and ends with 125. Talks on standard error.
need_jdk() {
  local javac=${JAVA_HOME:+$JAVA_HOME/bin/}javac jdk home
  if [ "$(jdk_version "$javac")" -lt 17 ]; then
    jdk=$(available openjdk-17-jdk-headless default-jdk-headless) || jdk=
    [ -z "$jdk" ] || echo "Installing a JDK (package $jdk)" >&2
    if [ -z "$jdk" ] || ! install "$jdk"; then
      give_up "no JDK 17 or newer found: install one (Debian: apt-get install openjdk-17-jdk-headless), or let JAVA_HOME name it"
    fi
    unset JAVA_HOME
    if [ "$(jdk_version javac)" -lt 17 ]; then
      home=$(ls -d /usr/lib/jvm/java-17-openjdk-* 2>/dev/null | head -n 1)
      [ -n "$home" ] || give_up "the JDK of package $jdk is not the default one: let JAVA_HOME name it"
      export JAVA_HOME=$home
    fi
  fi
  if ! command -v mvn >/dev/null; then
    ! can_install || echo "Installing Maven (package maven)" >&2
    install maven || give_up "no Maven found: install it (Debian: apt-get install maven)"
  fi
}

give_up() {
  echo "${0##*/}: $*" >&2
  exit 125
}
