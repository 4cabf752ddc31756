# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: what it all weighs.

weigh() {
  local home=$1/usr/lib/callwarden file
  echo "Installed, in MB (10^6 bytes):"
  weight "Java runtime" "$home/jre"
  weight "  its virtual machine" "$home/jre/lib/server"
  weight "  its classes" "$home/jre/lib/modules"
  weight "libraries" "$home/lib"
  weight "agent" "$home/callwarden.jar"
  weight "archive of classes" "$home/callwarden.jsa"
  weight "papers, boards, rules" "$1/usr/share"
  weight "all" "$1"
  echo "To download:"
  for file in "$target"/*.{deb,rpm,tar.xz,tar}; do
    if [ -e "$file" ]; then weight "${file##*/}" "$file"; fi
  done
}

weight() {
  printf '%8.1f  %s\n' "$(du -sb --apparent-size "$2" | awk '{ print $1 / 1e6 }')" "$1"
}
