# Sourced by what makes a Debian with debootstrap.

# The first Debian archive among apt's sources, in the one-line form or in deb822; security archives are another tree.
mirror() {
  cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list /etc/apt/sources.list.d/*.sources 2>/dev/null |
    grep -v '^ *#' | grep -oE 'https?://[^ ]+/debian/?( |$)' | head -n 1 | tr -d ' ' || true
}
