# shellcheck shell=bash
# scripts/bench check-ins. Needs bench.sh; seconds, rounds and result are the caller's.
# shellcheck disable=SC2154

bench_check_ins() {
  local batched per_request company tickets=20000 group=200 round
  bench_start --innodb-log-file-size=512M --innodb-buffer-pool-size=512M --max-connections=300
  serve batched "$tagwerk" serve
  batched=http://127.0.0.1:$port
  serve per_request "$tagwerk" serve --admission per-request
  per_request=http://127.0.0.1:$port
  api=$batched/api/v1
  ask "$api/series" --json '{"key": "bench", "name": "Bench", "kind": "other"}' >/dev/null
  company=$(ask "$api/companies" --json '{"name": "Bench company", "role": "partner"}' | jq -r .id)
  jq --null-input --compact-output --arg company "$company" --argjson group "$group" '{company_id: $company,
    participants: [range($group) | {given_name: "Demo", family_name: "Person \(.)", email: "demo.\(.)@example.com"}]}' >"$folder/group"

  report() { tail -n 1 | jq -c --arg name "$1" --argjson round "$2" '{name: $name, round: $round} + .'; }
  # An event of its own, whose tickets nobody has scanned yet: sets event, fills the file of tickets.
  new_tickets() {
    local made=0
    event=$(bench_event)
    while [ "$made" -lt "$tickets" ]; do
      ask "$api/events/$event/registrations" --json "@$folder/group" | jq -r '.participants[].ticket_code'
      made=$((made + group))
    done >"$folder/tickets"
  }
  # scan NAME ROUND BASE CONNECTIONS SECONDS
  scan() {
    new_tickets
    TARGET_TOKEN=$token TARGET_EVENT=$event TARGET_TICKETS=$folder/tickets wrk --threads 1 --connections "$4" \
      --duration "${5}s" --timeout 10s --script bench/check_in.lua "$3" 2>&1 | report "$1" "$2"
  }
  healthz() {
    wrk --threads 1 --connections 128 --duration "${2}s" --timeout 10s --script bench/report.lua "$batched/healthz" 2>&1 |
      report healthz "$1"
  }
  one_round() {
    healthz "$1" "$2"
    scan per_request_128 "$1" "$per_request" 128 "$2"
    scan batched_128 "$1" "$batched" 128 "$2"
    scan per_request_16 "$1" "$per_request" 16 "$2"
    scan batched_16 "$1" "$batched" 16 "$2"
  }
  say "warming up, then $rounds rounds of 5 targets, $seconds s each, $tickets tickets for each"
  one_round 0 1 >/dev/null
  for ((round = 1; round <= rounds; ++round)); do one_round "$round" "$seconds"; done >"$folder/runs"
  "$tagwerk" doctor >"$folder/doctor" || show_failure "$folder/doctor" 'tagwerk doctor'

  jq --slurp --argjson facts "$(bench_facts)" --argjson seconds "$seconds" --argjson tickets "$tickets" "$bench_jq"'
    {bench: "check-ins"} + $facts + {
     settings: {connections: 128, seconds: $seconds, tickets: $tickets, tool: "wrk", innodb_flush_log_at_trx_commit: 1},
     targets: targets,
     ratios: {batched_to_healthz: ratio("batched_128"; "healthz"),
       batched_to_per_request: ratio("batched_128"; "per_request_128"),
       batched_16_to_per_request_16: ratio("batched_16"; "per_request_16"),
       p99_to_median: ([.[] | select(.name == "batched_128") | .p99_us / .p50_us] | median | . * 100 | round / 100)},
     runs: .}' "$folder/runs" >"$result"
}
