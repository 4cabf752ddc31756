# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

# Everything twice, in two places and at two times.
test_reproducible() {
  local once=$scratch/once again=$scratch/again result=0 file
  rm -rf "$once" "$again"
  "$root/bin/package" --fast --target "$once" >"$scratch/once.log" || return 1
  "$root/bin/package" --fast --target "$again" >"$scratch/again.log" || return 1
  for file in "$once"/*.{deb,rpm,tar.xz,tar}; do
    if cmp "$file" "$again/${file##*/}"; then
      echo "same bytes: ${file##*/}"
    else
      result=1
    fi
  done
  rm -rf "$once" "$again"
  return "$result"
}
