# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

test_lint() {
  local result=0
  need_command lintian lintian
  need_command rpmlint rpmlint
  lintian --allow-root --fail-on error,warning "$deb" || result=1
  rpmlint --config "$root/packaging/rpm/rpmlint.toml" "$rpm" || result=1
  return "$result"
}
