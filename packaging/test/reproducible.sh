# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

# Everything once more, elsewhere and at another time.
test_reproducible() {
  local again=$scratch/again result=0 file
  rm -rf "$again"
  "$root/bin/package" --target "$again" >"$scratch/again.log"
  for file in "$deb" "$rpm" "$tarball"; do
    if cmp "$file" "$again/${file##*/}"; then
      echo "same bytes: ${file##*/}"
    else
      result=1
    fi
  done
  rm -rf "$again"
  return "$result"
}
