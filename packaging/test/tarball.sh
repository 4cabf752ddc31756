# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

test_tarball() {
  local folder answer
  folder=$(mktemp -d "$scratch/tarball-XXXXXX")
  tar -C "$folder" -xf "$tarball"
  answer=$("$(echo "$folder"/*/bin/callwarden)" --version)
  echo "$answer"
  rm -rf "$folder"
  [[ $answer == callwarden\ * ]]
}
