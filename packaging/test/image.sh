# shellcheck shell=bash disable=SC2154 # bin/test-packages sets what is not seen here.

project=callwarden-test
site=$project-by-hand
engine=

# The images on a real engine: first by hand, then by the compose file. All that is made there bears the project's name and goes at the end.
test_image() {
  local result=0 cleaned=
  need_command docker docker.io
  need_command jq jq
  need_command curl curl
  find_compose
  start_engine || return 1
  trap 'sweep_up || true; stop_engine' EXIT
  try_image || result=1
  sweep_up || cleaned=no
  stop_engine
  trap - EXIT
  [ -z "$cleaned" ] && return "$result"
}

try_image() {
  local file tag
  for file in "${images[@]}"; do
    docker load --quiet --input "$file" || return 1
  done
  tag=$(jq -rn --arg version "$(image_version)" '$version | sub("~"; "-")')
  export CALLWARDEN_VERSION=$tag
  run_by_hand "$tag" && run_composed
}

# The version that the file's name bears.
image_version() {
  local name=${images[0]##*/callwarden-}
  echo "${name%-image-*}"
}

# An engine that answers is used; else one is started for the time of the test, with a folder of its own.
start_engine() {
  if docker info >/dev/null 2>&1; then return; fi
  need_command dockerd docker.io
  echo "Starting a Docker engine for the time of the test"
  mkdir -p "$scratch/docker"
  dockerd --data-root "$scratch/docker" >"$scratch/dockerd.log" 2>&1 </dev/null &
  engine=$!
  eventually 60 docker info || { tail -n 5 "$scratch/dockerd.log" && false; }
}

stop_engine() {
  if [ -z "$engine" ]; then return; fi
  kill "$engine"
  wait "$engine" || true
  engine=
  rm -rf "$scratch/docker"
}

find_compose() {
  if docker compose version >/dev/null 2>&1; then
    compose=(docker compose)
  else
    need_command docker-compose docker-compose
    compose=(docker-compose)
  fi
  compose+=(--project-name "$project" --file "$root/packaging/container/compose.yml")
}

sweep_up() {
  local left
  "${compose[@]}" down --volumes --timeout 5 >"$scratch/compose-down.log" 2>&1 || true
  docker rm --force --volumes "$site" "$site-pbx" >/dev/null 2>&1 || true
  docker volume rm "$site" >/dev/null 2>&1 || true
  docker network rm "$site" >/dev/null 2>&1 || true
  left=$(docker ps --all --quiet --filter "name=$project"; docker volume ls --quiet --filter "name=$project")
  [ -z "$left" ] || { echo "left behind on the engine: $left" && false; }
}

# eventually SECONDS COMMAND…
eventually() {
  local deadline=$((SECONDS + $1))
  shift
  until "$@" >/dev/null 2>&1; do
    if [ "$SECONDS" -ge "$deadline" ]; then echo "not in time: $*" && return 1; fi
    sleep 0.3
  done
}

# inspect FORMAT: of the container that was started by hand.
inspect() {
  docker inspect --format "$1" "$site"
}

healthy() {
  [ "$(inspect '{{.State.Health.Status}}')" = healthy ]
}

# It has ended, or it is healthy.
settled() {
  [ "$(inspect '{{.State.Running}}')" = false ] || healthy
}

# Newest first.
calls() {
  docker exec "$site" callwarden calls --format jsonl --limit 1000000
}

more_calls_than() {
  [ "$(calls | wc -l)" -gt "$1" ]
}

# As an administrator would who leaves it nothing that it does not need.
run_by_hand() {
  docker network create "$site" >/dev/null || return 1
  docker run --detach --name "$site-pbx" --network "$site" --network-alias pbx --read-only --cap-drop ALL "callwarden-simulator:$1" \
    busy-day --bind 0.0.0.0 --user callwarden --secret simulated --calls-per-hour 3600 --speed 10 >/dev/null || return 1
  docker run --detach --name "$site" --network "$site" --volume "$site:/var/lib/callwarden" --read-only --cap-drop ALL \
    --security-opt no-new-privileges --memory 256m --pids-limit 256 \
    --volume "$root/packaging/container/simulated-secret:/run/secrets/pbx:ro" --env CALLWARDEN_PBXS_OFFICE_HOST=pbx \
    --env CALLWARDEN_PBXS_OFFICE_USERNAME=callwarden --env CALLWARDEN_PBXS_OFFICE_SECRET_FILE=/run/secrets/pbx \
    "callwarden:$1" >/dev/null || return 1
  if ! follow_by_hand; then
    docker logs "$site" 2>&1 | tail -n 30
    return 1
  fi
}

follow_by_hand() {
  local oldest
  eventually 180 settled && healthy || return 1
  docker logs "$site" 2>&1 | grep -o 'Ready, .* after the start' || return 1
  eventually 120 more_calls_than 3 || return 1
  not_root || return 1
  asked_cheaply || return 1
  weigh_image || return 1
  oldest=$(calls | tail -n 1)
  stop_in_time || return 1
  docker start "$site" >/dev/null
  eventually 180 settled && healthy || return 1
  calls | grep -xF -- "$oldest" >/dev/null || { echo "the oldest call is gone after the restart" && return 1; }
  [ "$(inspect '{{.State.OOMKilled}} {{.RestartCount}}')" = "false 0" ] || return 1
  docker rm --force "$site" "$site-pbx" >/dev/null
}

# What the kernel says of the agent itself, not what was asked for.
not_root() {
  local status
  status=$(grep -E '^(Uid|CapEff|NoNewPrivs|Seccomp|VmHWM|VmRSS):' "/proc/$(inspect '{{.State.Pid}}')/status")
  echo "$status" | tr -s '\t' ' '
  grep -q '^Uid:.10001.10001' <<<"$status" && grep -q '^CapEff:.0*$' <<<"$status" && grep -q '^NoNewPrivs:.1$' <<<"$status"
}

# The health check is no start of Java: it finds the agent also where there is no command that could ask.
asked_cheaply() {
  docker exec --env PATH=/bin "$site" /usr/lib/callwarden/health || return 1
  if docker exec --env PATH=/bin --env CALLWARDEN_HTTP_PORT=1 "$site" /usr/lib/callwarden/health 2>/dev/null; then return 1; fi
  if docker exec --env CALLWARDEN_HTTP_PORT=1 "$site" /usr/lib/callwarden/health 2>/dev/null; then return 1; fi
}

weigh_image() {
  docker exec "$site" callwarden health || return 1
  docker stats --no-stream --format 'memory {{.MemUsage}}, of {{.Name}}' "$site"
  docker image ls --format '{{.Repository}}:{{.Tag}} {{.Size}}' | grep '^callwarden'
  docker exec "$site" cat /usr/share/doc/callwarden/callwarden.cdx.json | jq -e '"components listed: \(.components | length)"'
}

stop_in_time() {
  local began
  began=$(date +%s%N)
  docker stop --time 30 "$site" >/dev/null
  echo "stopped after $((($(date +%s%N) - began) / 1000000)) ms with exit code $(inspect '{{.State.ExitCode}}')"
  [ $((($(date +%s%N) - began) / 1000000000)) -lt 10 ] || return 1
  case $(inspect '{{.State.ExitCode}}') in 0 | 143) ;; *) return 1 ;; esac
}

# The compose file as it is, where the images of others can be had; else with stand-ins out of Debian's packages under the same names.
run_composed() {
  local services=(callwarden pbx prometheus alertmanager)
  export CALLWARDEN_PORT=0 PROMETHEUS_PORT=0 ALERTMANAGER_PORT=0 GRAFANA_PORT=0
  "${compose[@]}" config >"$scratch/compose.yml" || return 1
  have_image prometheus prometheus || return 1
  have_image alertmanager prometheus-alertmanager || return 1
  if have_image grafana; then
    services+=(grafana)
  else
    echo "Left out: Grafana, whose image cannot be pulled here and which Debian does not have"
  fi
  "${compose[@]}" up --detach "${services[@]}" >"$scratch/compose-up.log" 2>&1 || { tail -n 20 "$scratch/compose-up.log" && return 1; }
  if ! follow_composed; then
    "${compose[@]}" logs --tail 15
    return 1
  fi
}

# have_image SERVICE [DEBIAN-PACKAGE]: pulled, or made of the package.
have_image() {
  local service=$1 package=${2:-} image
  image=$("${compose[@]}" config | sed -n "s/^ *image: \(.*\/$service:.*\)/\1/p")
  if docker image inspect "$image" >/dev/null 2>&1 || timeout 60 docker pull --quiet "$image" >/dev/null 2>&1; then return; fi
  [ -n "$package" ] || return 1
  need_command mmdebstrap mmdebstrap
  echo "$image: a stand-in of Debian's package $package"
  mmdebstrap --quiet --variant=extract --include="$package" --skip=output/dev bookworm "$scratch/$service.tar" "$(mirror)" || return 1
  docker import --change "ENTRYPOINT [\"/usr/bin/$package\"]" --change "WORKDIR /$service" "$scratch/$service.tar" "$image" >/dev/null
  rm -f "$scratch/$service.tar"
}

# ask SERVICE PORT PATH JQ: whether what the service answers is as the expression of jq has it.
ask() {
  curl -sf -m 5 "http://$("${compose[@]}" port "$1" "$2")$3" | jq -e "$4"
}

follow_composed() {
  eventually 120 ask prometheus 9090 '/api/v1/targets' '.data.activeTargets | length == 1 and all(.health == "up")' || return 1
  eventually 120 ask prometheus 9090 '/api/v1/query?query=sum(callwarden_calls_total)' '.data.result[0].value[1] | tonumber > 3' || return 1
  eventually 60 ask prometheus 9090 '/api/v1/rules' '[.data.groups[].rules[]] | length > 30 and all(.health == "ok")' || return 1
  eventually 120 ask alertmanager 9093 '/api/v2/alerts' 'any(.labels.alertname == "PbxWatchdog")' || return 1
  echo "Prometheus scrapes the agent, evaluates its rules, and Alertmanager has heard of the first alert"
}
