# shellcheck shell=bash disable=SC2154,SC2034 # bin/package sets and reads variables that are not seen here.
# Sourced by bin/package: the Java that comes with the agent.

# What is linked into the runtime, and for whom. base, logging, management, sql (Hikari, Flyway, Logback), naming (Hikari, Logback),
# net.http (`callwarden calls` asks the agent) and unsupported (Netty): without them it does not start. crypto.ec: TLS with elliptic
# curves on Java 17, part of base since 22. naming.dns: names that are looked up with their records. jfr, jcmd, management,
# management.agent: for whoever looks for a fault on the machine.
runtime_modules=java.base,java.logging,java.management,java.naming,java.net.http,java.sql,jdk.crypto.ec,jdk.jcmd,jdk.jfr
runtime_modules+=,jdk.management,jdk.management.agent,jdk.naming.dns,jdk.unsupported

# find_runtime_jdk: sets runtime_jdk and runtime_version: the newest JDK at hand, unless CALLWARDEN_RUNTIME_JDK names one.
find_runtime_jdk() {
  local home found
  runtime_jdk='' runtime_version=0
  for home in ${CALLWARDEN_RUNTIME_JDK:-"${JAVA_HOME:-}" /usr/lib/jvm/* /usr/java/* /opt/java/* /opt/jdk*}; do
    [ -x "$home/bin/jlink" ] || continue
    found=$(jdk_version "$home/bin/javac")
    if [ "$found" -gt "$runtime_version" ]; then runtime_jdk=$home runtime_version=$found; fi
  done
  [ "$runtime_version" -ge 17 ] ||
    give_up "no JDK 17 or newer with jlink found (Debian: apt-get install openjdk-17-jdk-headless); CALLWARDEN_RUNTIME_JDK may name one"
}

link_runtime() {
  local compress=zip-9
  [ "$runtime_version" -ge 21 ] || compress=2
  "$runtime_jdk/bin/jlink" --add-modules "$runtime_modules" --strip-debug --no-header-files --no-man-pages \
    --compress "$compress" --output "$1" >"$work/jlink.log" 2>&1 || fail_with "$work/jlink.log" "jlink failed"
  # Nothing starts from these: they serve keytool, rmiregistry, old launchers, the making of archives and tools that read the run-time image.
  rm -f "$1"/bin/{keytool,rmiregistry,jrunscript} "$1"/lib/{classlist,jexec,jrt-fs.jar}
  find "$1" \( -name '*.so' -o -path '*/bin/*' -o -name jspawnhelper \) -type f -exec strip --strip-unneeded {} +
}

# java_options: the options with which the packaged Java starts, one a line.
java_options() {
  sed -n 's/^  *\(-[^ ]*\)$/\1/p' "$root/packaging/lib/java.options"
}

# archive_classes HOME: keeps the classes that a start needs as the JVM wants them in memory, in HOME/callwarden.jsa. Starts that are watched
# tell which. The archive is made from the sorted names of those that all of them loaded: what one of them happened to load must not make
# it another archive at each build. What only one order of events needs is named in packaging/lib/not-archived. The JVM that
# writes it neither compiles nor collects garbage nor makes up identity hashes: each depends on time, and would show in the archive. So would
# the folder of this build, hence its name from inside; where the files lie later does not matter. Classes linked beforehand
# (AOTClassLinking, lines "@cp") would be ready a third sooner, but no two archives of them are the same.
archive_classes() {
  local turn
  for turn in 1 2 3; do
    watch_a_start "$1" "$work/loaded"
    LC_ALL=C grep -v -e '^#' -e '^@cp' -e ' source: ' "$work/loaded" |
      LC_ALL=C grep -vFf "$root/packaging/lib/not-archived" | sed 's/ id: .*//' | LC_ALL=C sort -u >"$work/classes-$turn"
  done
  LC_ALL=C sort "$work"/classes-[123] | uniq -c | sed -n 's/^ *3 //p' >"$work/classes"
  (cd "$1" && jre/bin/java @java.options -XX:+UnlockExperimentalVMOptions -XX:hashCode=2 -Xint -Xms512m -Xmx512m -Xmn400m -Xshare:dump \
    "-XX:SharedClassListFile=$work/classes" -XX:SharedArchiveFile=callwarden.jsa -cp /proc/self/cwd/callwarden.jar) >"$work/archive.log" 2>&1 ||
    fail_with "$work/archive.log" "the archive of classes could not be made"
}

# watch_a_start HOME LIST: the agent, on a database that another start has made, meets a simulated PBX on which nobody calls, and shows its
# pages.
watch_a_start() {
  local folder=$work/start simulator ami_port
  rm -rf "$folder"
  mkdir "$folder"
  touch "$folder/simulator"
  "$runtime_jdk/bin/java" -jar "$(jar_of ami-simulator)" serve --port 0 --user callwarden --secret none \
    >"$folder/simulator" 2>&1 </dev/null &
  simulator=$!
  wait_for "$simulator" "$folder/simulator" 'Listening on '
  ami_port=$(sed -n 's/.*Listening on [^ ]*:\([0-9]*\) .*/\1/p' "$folder/simulator")
  printf 'pbxs:\n  - name: none\n    host: 127.0.0.1\n    port: %s\n    username: callwarden\n    secret: none\n' "$ami_port" \
    >"$folder/callwarden.yml"
  live_through_a_start "$1" "$folder"
  live_through_a_start "$1" "$folder" "-XX:DumpLoadedClassList=$2"
  # One after the other, or the agent may just see that the simulator goes, and get ready to try again.
  kill "$simulator" 2>/dev/null || true
  wait "$simulator" 2>/dev/null || true
}

# live_through_a_start HOME FOLDER [JAVA-OPTION]
live_through_a_start() {
  local agent http_port
  : >"$2/agent"
  "$1/jre/bin/java" "@$1/java.options" ${3:+"$3"} -jar "$1/callwarden.jar" run --config "$2/callwarden.yml" --show-calls \
    --data-dir "$2/data" --http-port 0 >"$2/agent" 2>&1 </dev/null &
  agent=$!
  wait_for "$agent" "$2/agent" 'Ready, '
  http_port=$(sed -n 's/.*Serving .*:\([0-9]*\)\/$/\1/p' "$2/agent")
  fetch "$http_port" /metrics
  fetch "$http_port" /-/ready
  fetch "$http_port" /
  kill "$agent" 2>/dev/null || true
  wait "$agent" 2>/dev/null || true
}

# wait_for PROCESS LOG WORDS: until the process has said so.
wait_for() {
  until grep -q "$3" "$2"; do
    kill -0 "$1" 2>/dev/null || fail_with "$2" "it ended before it said \"$3\""
    sleep 0.1
  done
}

fetch() {
  exec 3<>"/dev/tcp/127.0.0.1/$1"
  printf 'GET %s HTTP/1.0\r\n\r\n' "$2" >&3
  cat <&3 >/dev/null
  exec 3<&-
}
