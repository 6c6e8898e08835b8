# shellcheck shell=bash
# scripts/bench desk. Needs bench.sh; seconds, rounds, stored and result are the caller's.
# shellcheck disable=SC2154

bench_desk() {
  local batched per_request hot many companies company round run=0 loop_events=8
  # A log that holds a run, as a database server for this would have; the same for all that is compared.
  bench_start --innodb-log-file-size=512M --innodb-buffer-pool-size=512M --max-connections=300
  serve batched "$tagwerk" serve
  batched=http://127.0.0.1:$port
  serve per_request "$tagwerk" serve --admission per-request
  per_request=http://127.0.0.1:$port
  api=$batched/api/v1
  ask "$api/series" --json '{"key": "bench", "name": "Bench", "kind": "other"}' >/dev/null
  hot=$(bench_event)
  many=$(for ((i = 0; i < 50; ++i)); do bench_event; done | paste -sd,)
  companies=$(for ((i = 0; i < 100; ++i)); do
    ask "$api/companies" --json '{"name": "Bench company '$i'", "role": "partner"}' | jq -r .id
  done | paste -sd,)

  # The plain loop counts no companies: this one is counted already.
  ask "$api/events/$hot/registrations" --json '{"company_id": "'"${companies%%,*}"'", "headcount": 1}' >/dev/null

  report() { tail -n 1 | jq -c --arg name "$1" --argjson round "$2" '{name: $name, round: $round} + .'; }
  # register NAME ROUND BASE EVENTS CONNECTIONS SECONDS
  register() {
    run=$((run + 1))
    TARGET_TOKEN=$token TARGET_EVENTS=$4 TARGET_COMPANIES=$companies TARGET_RUN="$run-$RANDOM" wrk --threads 1 \
      --connections "$5" --duration "${6}s" --timeout 10s --script bench/register.lua "$3" 2>&1 | report "$1" "$2"
  }
  healthz() {
    wrk --threads 1 --connections 128 --duration "${2}s" --timeout 10s --script bench/report.lua "$batched/healthz" 2>&1 |
      report healthz "$1"
  }
  capacity() {
    TARGET_TOKEN=$token wrk --threads 1 --connections 128 --duration "${3}s" --timeout 10s --script bench/report.lua \
      "$api/events/$hot/capacity" 2>&1 | report "$1" "$2"
  }
  row_lock() {
    "$(find build/release -name soci_row_lock -type f | head -n 1)" "$database_socket" "$hot" "${companies%%,*}" "$loop_events" "$2" |
      report soci_row_lock "$1"
  }
  one_round() {
    healthz "$1" "$2"
    row_lock "$1" "$2"
    register per_request_128 "$1" "$per_request" "$hot" 128 "$2"
    register batched_128 "$1" "$batched" "$hot" 128 "$2"
    register per_request_16 "$1" "$per_request" "$hot" 16 "$2"
    register batched_16 "$1" "$batched" "$hot" 16 "$2"
    register batched_50_events "$1" "$batched" "$many" 128 "$2"
    capacity capacity "$1" "$2"
  }
  say "warming up, then $rounds rounds of 8 targets, $seconds s each"
  one_round 0 1 >/dev/null
  for ((round = 1; round <= rounds; ++round)); do one_round "$round" "$seconds"; done >"$folder/runs"
  if [ "$stored" -gt 0 ]; then
    local count=0 old
    old=$(bench_event)
    say "storing $stored registrations"
    while [ "$count" -lt "$stored" ]; do
      register store 0 "$batched" "$old" 128 10 >/dev/null
      count=$(mariadb --no-defaults --user=root --socket="$database_socket" --skip-column-names \
        --execute='select count(*) from tagwerk.registrations')
    done
    for ((round = 1; round <= rounds; ++round)); do
      hot=$(bench_event)
      healthz "$round" 1 >/dev/null
      register batched_128_stored "$round" "$batched" "$hot" 128 "$seconds"
      capacity capacity_stored "$round" "$seconds"
    done >>"$folder/runs"
  fi
  "$tagwerk" doctor >"$folder/doctor" || show_failure "$folder/doctor" 'tagwerk doctor'

  jq --slurp --argjson facts "$(bench_facts)" --argjson seconds "$seconds" --argjson stored "$stored" "$bench_jq"'
    {bench: "desk"} + $facts + {
     settings: {connections: 128, seconds: $seconds, stored: $stored, tool: "wrk", innodb_flush_log_at_trx_commit: 1},
     targets: targets,
     ratios: ({batched_to_per_request: ratio("batched_128"; "per_request_128"),
       per_request_to_soci_row_lock: ratio("per_request_128"; "soci_row_lock"),
       batched_to_healthz: ratio("batched_128"; "healthz"),
       batched_16_to_per_request_16: ratio("batched_16"; "per_request_16"),
       fifty_events_to_one: ratio("batched_50_events"; "batched_128"),
       p99_to_median: ([.[] | select(.name == "batched_128") | .p99_us / .p50_us] | median | . * 100 | round / 100)}
       + (if $stored > 0 then {stored_to_empty: ratio("batched_128_stored"; "batched_128"),
           capacity_stored_to_empty: ratio("capacity_stored"; "capacity")} else {} end)),
     runs: .}' "$folder/runs" >"$result"
}
