# shellcheck shell=bash
# scripts/bench http. Needs bench.sh; seconds, rounds and result are the caller's.
# shellcheck disable=SC2154

bench_http() {
  local connections=32 base minimal event company group registration target round
  bench_start --innodb-log-file-size=96M --innodb-buffer-pool-size=256M
  serve tagwerk "$tagwerk" serve
  base=http://127.0.0.1:$port
  serve minimal_beast "$(find build/release -name minimal_beast_server -type f | head -n 1)"
  minimal=http://127.0.0.1:$port
  api=$base/api/v1
  ask "$api/series" --json '{"key": "bench", "name": "Bench", "kind": "other"}' >/dev/null
  event=$(bench_event)
  company=$(ask "$api/companies" --json '{"name": "Bench company", "role": "partner"}' | jq -r .id)
  group='{"company_id": "'$company'", "participants": [{"given_name": "Demo", "family_name": "Person", "email": "demo@example.com"}], "waitlist": "none"}'
  registration=$(ask "$api/events/$event/registrations" --json "$group" | jq -r .id)

  # name|url|method|token|body
  local targets=(
    "minimal_beast_healthz|$minimal/healthz|GET||"
    "healthz|$base/healthz|GET||"
    "event_by_id|$api/events/$event|GET|$token|"
    "attendance_trend|$api/statistics/attendance?series=jahreskongress|GET|$token|"
    "registration_read|$api/registrations/$registration|GET|$token|"
    "registration_create|$api/events/$event/registrations|POST|$token|$group"
  )
  measure() {
    local name url method bearer body
    IFS='|' read -r name url method bearer body <<<"$1"
    TARGET_METHOD=$method TARGET_TOKEN=$bearer TARGET_BODY=$body wrk --threads 1 --connections "$connections" \
      --duration "${2}s" --timeout 10s --script bench/report.lua "$url" 2>&1 |
      tail -n 1 | jq -c --arg name "$name" --argjson round "$3" '{name: $name, round: $round} + .'
  }
  say "warming up, then $rounds rounds of ${#targets[@]} targets, $seconds s each, $connections connections"
  for target in "${targets[@]}"; do measure "$target" 1 0 >/dev/null; done
  for ((round = 1; round <= rounds; ++round)); do
    for target in "${targets[@]}"; do measure "$target" "$seconds" "$round"; done
  done >"$folder/runs"

  jq --slurp --argjson facts "$(bench_facts)" --argjson connections "$connections" --argjson seconds "$seconds" "$bench_jq"'
    {bench: "http"} + $facts + {
     settings: {connections: $connections, seconds: $seconds, tool: "wrk", innodb_flush_log_at_trx_commit: 1},
     targets: targets,
     ratios: {healthz_to_minimal_beast: ratio("healthz"; "minimal_beast_healthz"),
       trend_to_healthz: ratio("attendance_trend"; "healthz"), event_to_healthz: ratio("event_by_id"; "healthz"),
       registration_read_to_healthz: ratio("registration_read"; "healthz"),
       registration_create_to_healthz: ratio("registration_create"; "healthz")},
     runs: .}' "$folder/runs" >"$result"
}
