# shellcheck shell=bash
# What the benches share: a private database that keeps every commit, servers on free ports, wrk, and machine facts.
# Needs the other files of scripts/lib. All of it ends with the script.
#   bench_start [MARIADB-OPTION…]  database, schema and demo; sets folder, tagwerk, token
#   serve NAME COMMAND…            starts it, sets port to what it prints
#   ask CURL-ARGUMENT…             curl with the token
#   bench_event                    prints the id of a new, open event
#   bench_facts                    prints time, commit and machine as JSON
# shellcheck disable=SC2034  # token and port are for who sources this

pids=()
finish() {
  local status=$? pid
  trap '' INT TERM HUP
  attend_end
  for pid in "${pids[@]}"; do kill -TERM "$pid" 2>/dev/null || true; done
  for pid in "${pids[@]}"; do wait "$pid" 2>/dev/null || true; done
  database_stop
  rm -rf -- "$folder"
  exit "$status"
}

# Sets folder and tagwerk; what is started and made from here on ends with the script.
bench_folder() {
  tagwerk=$PWD/build/release/tagwerk
  folder=$(mktemp -d -t tagwerk-bench.XXXXXX)
  trap finish EXIT
  trap 'exit 129' HUP
  trap 'exit 130' INT
  trap 'exit 143' TERM
}

bench_start() {
  local name
  while IFS='=' read -r name _; do
    case $name in TAGWERK_*) unset "$name" ;; esac
  done < <(env)
  bench_folder
  say 'starting a database and servers'
  database_init "$folder"
  database_start "$folder" --innodb-flush-log-at-trx-commit=1 "$@"
  TAGWERK_DATABASE_URL="mysql://root@localhost/tagwerk?socket=$(percent_encode "$database_socket")"
  export TAGWERK_DATABASE_URL TAGWERK_PORT=0 TAGWERK_SECRET_FILE=$folder/secret
  "$tagwerk" secret create >"$folder/log" 2>&1 || show_failure "$folder/log" 'secret create'
  "$tagwerk" migrate >"$folder/log" 2>&1 || show_failure "$folder/log" migrate
  "$tagwerk" demo load >"$folder/log" 2>&1 || show_failure "$folder/log" 'demo load'
  token=$("$tagwerk" token create --organization iteam --role organizer --name bench)
}

serve() {
  local name=$1 waited=0
  shift
  setpriv --pdeathsig TERM "$@" </dev/null >"$folder/$name.out" 2>"$folder/$name.err" &
  pids+=($!)
  until port=$(sed -n 's/^listening on .*:\([0-9]*\)$/\1/p' "$folder/$name.out" 2>/dev/null) && [ -n "$port" ]; do
    waited=$((waited + 1))
    [ "$waited" -lt 200 ] || show_failure "$folder/$name.err" "starting $name"
    sleep 0.05
  done
}

ask() { curl --silent --show-error --fail-with-body --header "Authorization: Bearer $token" "$@"; }

bench_event() {
  ask "$api/events" --json '{"series_key": "bench", "name": "Bench 2026", "edition_year": 2026, "starts_on": "2026-12-01", "ends_on": "2026-12-02", "time_zone": "Europe/Berlin", "city": "Berlin", "country": "DE", "status": "open"}' |
    jq -r .id
}

bench_facts() {
  jq --null-input --compact-output \
    --arg time "$(date -u +%Y-%m-%dT%H:%M:%SZ)" \
    --arg commit "$(git rev-parse --short HEAD 2>/dev/null || echo unknown)" \
    --arg cpu "$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo | head -n 1)" \
    --argjson cores "$(nproc)" \
    --arg kernel "$(uname -sr)" \
    --argjson memory_mib "$(awk '/^MemTotal:/ { print int($2 / 1024) }' /proc/meminfo)" \
    --arg compiler "$(c++ --version | head -n 1)" \
    --arg database "$(mariadbd --version 2>/dev/null | sed 's/.*Ver //')" '
    {time: $time, commit: $commit, machine: {cpu: $cpu, cores: $cores, memory_mib: $memory_mib, kernel: $kernel,
      compiler: $compiler, database: $database}}'
}

# For jq: medians per target over the rounds, and the ratio of two of them within a round.
# shellcheck disable=SC2016  # the names are jq's
bench_jq='
  def median: sort | .[(length / 2) | floor];
  def targets: group_by(.name) | map({key: .[0].name, value: {
      per_second: (map(.per_second) | median), per_second_min: (map(.per_second) | min), per_second_max: (map(.per_second) | max),
      p50_us: (map(.p50_us) | median), p99_us: (map(.p99_us) | median),
      refused: (map(.refused) | add), broken: (map(.broken) | add)}}) | from_entries;
  def ratio($a; $b): . as $runs | [.[] | .round] | unique | map(. as $r
      | ($runs[] | select(.round == $r and .name == $a) | .per_second) / ($runs[] | select(.round == $r and .name == $b) | .per_second))
      | median | . * 1000 | round / 1000;
'

# bench_table FILE: the result for people.
bench_table() {
  jq -r '(.targets | to_entries[] | [.key, (.value.per_second | round | tostring) + "/s",
    "p50 " + (.value.p50_us | tostring) + " us", "p99 " + (.value.p99_us | tostring) + " us",
    "refused " + (.value.refused | tostring), "broken " + (.value.broken | tostring)] | @tsv),
    (.ratios | to_entries[] | [.key, (.value | tostring)] | @tsv)' "$1" | column -t -s "$(printf '\t')"
  echo "written: $1"
  jq --exit-status '[.targets[] | .refused + .broken] | add == 0' "$1" >/dev/null ||
    die 'some requests were refused or broke: these figures say nothing'
}
