# Sourced by bin/callwarden and bin/demo: builds the agent and the simulator from this checkout and finds Java.
#
# What is run is a copy of the build, target/callwarden-TIME, to which target/callwarden points: a later build does not
# pull the jars from under a running agent. Talks on standard error only, and only when something is wrong.

current=$root/target/callwarden
java=${JAVA_HOME:+$JAVA_HOME/bin/}java

is_stale() {
  [ ! -e "$current/built" ] || [ -n "$(find "$root/pom.xml" "$root"/agent/pom.xml "$root"/ami-simulator/pom.xml \
    "$root"/agent/src/main "$root"/ami-simulator/src/main -newer "$current/built" -print -quit)" ]
}

# Builds if sources are newer than the last build. Of several that start at once one builds and the others wait for it.
build_if_stale() {
  is_stale || return 0
  . "$root/bin/lib/packages.sh"
  need_jdk
  exec 9<"$root/pom.xml"
  if command -v flock >/dev/null; then flock 9; fi
  if is_stale; then build; fi
  exec 9<&-
}

build() {
  local log=$root/target/callwarden-build.log began dist
  mkdir -p "$root/target"
  dist=$root/target/callwarden-$(date +%s)-$$
  mkdir "$dist" "$dist/simulator"
  touch "$dist/built"
  if ! mvn -q -B -ntp -f "$root/pom.xml" -pl agent -am -Dmaven.test.skip=true \
    -Dbuild.revision="$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)" package >"$log" 2>&1 </dev/null; then
    cat "$log" >&2
    rm -rf "$dist"
    give_up "the build failed (see above)"
  fi
  stage agent "$dist" callwarden.jar
  stage ami-simulator "$dist/simulator" simulator.jar
  archive_classes "$dist"
  ln -sfn "${dist##*/}" "$current.new" && mv -T "$current.new" "$current"
  remove_older "$dist"
}

# stage MODULE FOLDER JAR: copies the module's newest jar and links its libraries.
stage() {
  cp "$(ls -t "$root/$1/target/$1"-*.jar | head -n 1)" "$2/$3"
  cp -al "$root/$1/target/lib" "$2/lib" 2>/dev/null || cp -a "$root/$1/target/lib" "$2/lib"
}

# Keeps the classes that a start loads, so that the next ones take half the time. Only a help: without it all works as well. The
# start that is watched is one of the whole agent on a database that is there, with a PBX that is not.
archive_classes() {
  local folder
  folder=$(mktemp -d)
  start_and_stop "$1" "$folder"
  start_and_stop "$1" "$folder" "-XX:ArchiveClassesAtExit=$1/callwarden.jsa"
  rm -rf "$folder"
}

# start_and_stop DIST FOLDER [JAVA-OPTION]
start_and_stop() {
  local agent tenth
  : >"$2/log"
  "$java" ${3:+"$3"} -XX:+UseSerialGC -Xlog:disable -jar "$1/callwarden.jar" run \
    --data-dir "$2" --http-port 0 --set pbxs.none.host=127.0.0.1 --set pbxs.none.port=1 --set pbxs.none.username=none \
    --set pbxs.none.secret=none >"$2/log" 2>&1 </dev/null &
  agent=$!
  for tenth in {1..300}; do
    if grep -q Serving "$2/log" || ! kill -0 "$agent" 2>/dev/null; then break; fi
    sleep 0.1
  done
  kill "$agent" 2>/dev/null || true
  wait "$agent" 2>/dev/null || true
}

# The build before this one stays: an agent may be running from it.
remove_older() {
  local dist
  ls -dt "$root"/target/callwarden-[0-9]*/ | tail -n +3 | while read -r dist; do rm -rf "$dist"; done
}

# agent_command: sets the array of that name to what starts the agent.
#
# Only the first of the JVM's two compilers, and a small heap that gives memory back: the second one would take seconds of CPU and
# tens of MiB after each start, to be a little faster at rates that no PBX reaches. See docs/benchmarks.md.
agent_command() {
  local dist
  dist=$(readlink -f "$current")
  agent_command=("$java" -XX:+UseSerialGC -Xms16m -Xmn8m -Xmx256m -Xss512k -XX:MinHeapFreeRatio=20 -XX:MaxHeapFreeRatio=40
    -XX:TieredStopAtLevel=1 -XX:SharedArchiveFile="$dist/callwarden.jsa"
    -Xlog:disable -Xlog:all=error:stderr -Dfile.encoding=UTF-8 ${CALLWARDEN_JAVA_OPTS:-} -jar "$dist/callwarden.jar")
}
