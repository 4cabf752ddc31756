# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

most_exposed=1.5

test_unit() {
  local score
  score=$(systemd-analyze security --offline=true "$root/packaging/root/usr/lib/systemd/system/callwarden.service" |
    sed -n 's/.*Overall exposure level for [^:]*: \([0-9.]*\).*/\1/p')
  echo "exposure $score, at most $most_exposed"
  [ -n "$score" ] && awk "BEGIN { exit !($score <= $most_exposed) }"
}
