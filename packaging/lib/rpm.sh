# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: the RPM package, by rpmbuild.

build_rpm() {
  local top=$work/rpm
  mkdir -p "$top"
  rpmbuild -bb --target "$rpm_arch-linux" --define "_topdir $top" --define "_rpmdir $top/out" --define "image $1" \
    --define "callwarden_version $version" --define "_buildhost callwarden" --define "use_source_date_epoch_as_buildtime 1" \
    --define "clamp_mtime_to_source_date_epoch 1" --define "changelog_date $(LC_ALL=C date -u -d "@$epoch" '+%a %b %d %Y')" \
    --define "_binary_payload w$tightness.xzdio" --define "maintainer $maintainer" "$root/packaging/rpm/callwarden.spec" >"$work/rpm.log" 2>&1 ||
    fail_with "$work/rpm.log" "the rpm could not be built"
  mv "$top"/out/*/*.rpm "$target/"
  rm -rf "$top"
}
