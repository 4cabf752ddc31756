# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: the container images, of the agent and of a PBX to try it with. Neither an engine nor a registry is asked: a root of
# Debian's packages, the laid-out files and a description (packaging/container/*.json) are all that an image is made of.

image_release=bookworm
image_user=10001

# build_image LAID-OUT
build_image() {
  local parts=$work/container
  mkdir -p "$parts"
  image_version=${version/\~/-}
  debian_layer "$1" "$parts/debian.tar"
  java_layer "$1" "$parts/java.tar"
  agent_layer "$1" "$parts/agent.tar"
  simulator_layer "$parts/simulator.tar"
  write_image callwarden "$root/packaging/container/callwarden.json" "$parts"/{debian,java,agent}.tar
  write_image callwarden-simulator "$root/packaging/container/simulator.json" "$parts"/{debian,java,simulator}.tar
  rm -rf "$parts"
}

# debian_layer LAID-OUT TAR: what the Java needs of Debian, and a shell for the launcher.
debian_layer() {
  local tree=$work/container/debian packages
  packages=$(libraries "$1" | sed 's/ ([^)]*)//g; s/ *| *[^,]*//g; s/ //g')
  mkdir -p "$tree"
  mmdebstrap --quiet --variant=extract --include="base-files,busybox,$packages" --skip=output/dev \
    --extract-hook="$root/packaging/container/record" "$image_release" "$2" "$(mirror)" >"$work/debian.log" 2>&1 ||
    fail_with "$work/debian.log" "the root of the image could not be made"
  tar -C "$tree" --no-same-owner -xpf "$2"
  "$root/packaging/container/tidy" "$tree"
  layer "$tree" "$2"
}

java_layer() {
  local tree=$work/container/java
  mkdir -p "$tree/usr/lib/callwarden"
  cp -a "$1/usr/lib/callwarden/jre" "$tree/usr/lib/callwarden/"
  layer "$tree" "$2"
}

# agent_layer LAID-OUT TAR: without what serves terminals and systemd, and without a configuration: it comes by variables or a mounted file.
agent_layer() {
  local tree=$work/container/agent examples=usr/share/doc/callwarden/examples
  cp -a "$1" "$tree"
  rm -rf "$tree"/usr/lib/{callwarden/jre,systemd} "$tree"/usr/share/{man,bash-completion} "$tree/etc/default" \
    "$tree"/usr/share/doc/callwarden/{images,runbooks,changelog.Debian.gz,*.md,metrics.json}
  mv "$tree/etc/callwarden/callwarden.yml" "$tree/$examples/"
  chmod 0644 "$tree/$examples/callwarden.yml"
  command install -m 0755 "$root/packaging/container/health" "$tree/usr/lib/callwarden/"
  follow_the_limit "$tree/usr/lib/callwarden/java.options"
  layer "$tree" "$2"
  mkdir -p "$tree/data/var/lib/callwarden"
  chmod 0750 "$tree/data/var/lib/callwarden"
  set_times "$tree/data"
  tar -C "$tree/data" --owner="$image_user" --group="$image_user" --numeric-owner --format=gnu --no-recursion -rf "$2" ./var/lib/callwarden
}

# follow_the_limit JAVA-OPTIONS: half of the container's memory for the heap, as the unit has it; where there is no limit, as if it were 512 MiB.
follow_the_limit() {
  grep -q '^-Xmx' "$1" || give_up "the options of Java have no -Xmx: see follow_the_limit"
  sed -i 's/^-Xmx.*/-XX:MaxRAM=512m\n-XX:MaxRAMPercentage=50/' "$1"
  touch -d "@$epoch" "$1"
}

simulator_layer() {
  local home=$work/container/simulator/usr/lib/callwarden-simulator
  mkdir -p "$home"
  cp "$(jar_of ami-simulator)" "$home/simulator.jar"
  cp -r "$root/ami-simulator/target/lib" "$home/lib"
  chmod -R u=rwX,go=rX "$work/container/simulator"
  layer "$work/container/simulator" "$1"
}

# layer TREE TAR
layer() {
  set_times "$1"
  tar -C "$1" --sort=name --owner=0 --group=0 --numeric-owner --mtime="@$epoch" --format=gnu -cf "$2" .
}

# write_image NAME DESCRIPTION LAYER…: one file in the form of the Open Container Initiative, with the list that Docker before 25 asks for.
write_image() {
  local name=$1 description=$2 layout=$work/container/layout tar config manifest
  shift 2
  mkdir -p "$layout/blobs/sha256"
  : >"$layout.diffs"
  : >"$layout.layers"
  for tar; do
    echo "sha256:$(sum_of "$tar")" >>"$layout.diffs"
    [ -e "$tar.gz" ] || gzip -n "-$((tightness > 0 ? 9 : 1))" <"$tar" >"$tar.gz"
    cp "$tar.gz" "$layout.part"
    store application/vnd.oci.image.layer.v1.tar+gzip >>"$layout.layers"
  done
  image_config "$description" "$layout.diffs" >"$layout.part"
  config=$(store application/vnd.oci.image.config.v1+json)
  jq -cn --argjson config "$config" --slurpfile layers "$layout.layers" \
    '{schemaVersion: 2, mediaType: "application/vnd.oci.image.manifest.v1+json", $config, $layers}' >"$layout.part"
  manifest=$(store application/vnd.oci.image.manifest.v1+json)
  echo '{"imageLayoutVersion":"1.0.0"}' >"$layout/oci-layout"
  jq -cn --argjson manifest "$manifest" --arg name "$name" --arg tag "$image_version" '{schemaVersion: 2, manifests: [$manifest + {annotations:
    {"org.opencontainers.image.ref.name": $tag, "io.containerd.image.name": "docker.io/library/\($name):\($tag)"}}]}' >"$layout/index.json"
  jq -cn --argjson config "$config" --arg tag "$name:$image_version" --slurpfile layers "$layout.layers" \
    'def path: .digest | sub("sha256:"; "blobs/sha256/"); [{Config: ($config | path), RepoTags: [$tag], Layers: ($layers | map(path))}]' \
    >"$layout/manifest.json"
  layer "$layout" "$target/$name-$version-image-$deb_arch.tar"
  rm -rf "$layout"
}

# image_config DESCRIPTION DIFFS: with what differs from build to build.
image_config() {
  jq -c --arg created "$(date -u -d "@$epoch" +%Y-%m-%dT%H:%M:%SZ)" --arg architecture "$deb_arch" --arg version "$version" \
    --arg revision "$revision" --rawfile diffs "$2" '
    ($diffs | split("\n") | map(select(. != ""))) as $ids
    | {$created, $architecture, os: "linux"} + .
    | .config.Labels += {"org.opencontainers.image.version": $version, "org.opencontainers.image.revision": $revision,
        "org.opencontainers.image.created": $created}
    | .rootfs = {type: "layers", diff_ids: $ids}
    | .history = [$ids[] | {$created, created_by: "bin/package"}]' "$1"
}

# store TYPE: keeps what was just made under the sum of its bytes, and prints how others refer to it.
store() {
  local layout=$work/container/layout sum size
  sum=$(sum_of "$layout.part")
  size=$(stat -c %s "$layout.part")
  mv "$layout.part" "$layout/blobs/sha256/$sum"
  jq -cn --arg mediaType "$1" --arg digest "sha256:$sum" --argjson size "$size" '{$mediaType, $digest, $size}'
}

sum_of() {
  sha256sum <"$1" | cut -d ' ' -f 1
}
