# shellcheck shell=bash
# scripts/bench statistics. Needs bench.sh; seconds, rounds, stored and result are the caller's.
# shellcheck disable=SC2154

bench_statistics() {
  local connections=32 base target round series many=$stored few=10000
  [ "$many" != 0 ] || many=1000000
  bench_start --innodb-log-file-size=512M --innodb-buffer-pool-size=1G
  for series in "many $many" "few $few"; do
    read -r series target <<<"$series"
    say "storing $target registrations"
    sed -e "s/:SERIES/bench-$series/g" -e "s/:REGISTRATIONS/$target/g" bench/statistics.sql >"$folder/$series.sql"
    mariadb --user=root --socket="$database_socket" tagwerk <"$folder/$series.sql" >"$folder/log" 2>&1 ||
      show_failure "$folder/log" 'storing registrations'
  done
  "$tagwerk" rebuild statistics >"$folder/log" 2>&1 || show_failure "$folder/log" 'rebuild statistics'
  serve tagwerk "$tagwerk" serve
  base=http://127.0.0.1:$port
  api=$base/api/v1
  declare -A open_event past_event
  for series in many few; do
    past_event[$series]=$(ask "$api/events?series_key=bench-$series&limit=500" | jq -r '.results | map(select(.edition_year == 2025))[0].id')
    open_event[$series]=$(ask "$api/events" --json '{"series_key": "bench-'$series'", "name": "Bench 2027", "edition_year": 2027, "starts_on": "2027-06-10", "ends_on": "2027-06-11", "time_zone": "Europe/Berlin", "city": "Bonn", "country": "DE", "status": "open"}' | jq -r .id)
    company=$(ask "$api/companies?limit=1&role=partner" | jq -r '.results[0].id')
    ask "$api/events/${open_event[$series]}/registrations" --json '{"company_id": "'"$company"'", "headcount": 20, "participants": [], "waitlist": "none"}' >/dev/null
  done

  # name|url|encoding: plain, and compressed as every browser asks for it
  local targets=("healthz|$base/healthz|")
  for series in many few; do
    targets+=("trend_$series|$api/statistics/attendance?series=bench-$series|"
      "curve_$series|$api/events/${past_event[$series]}/registrations/daily|"
      "forecast_$series|$api/events/${open_event[$series]}/forecast|")
  done
  targets+=("trend_gzip|$api/statistics/attendance?series=bench-many|gzip"
    "curve_gzip|$api/events/${past_event[many]}/registrations/daily|gzip")
  first_answer() {
    local name url encoding
    IFS='|' read -r name url encoding <<<"$1"
    ask --header "Accept-Encoding: $encoding" --output /dev/null --write-out "$name %{time_total}\n" "$url"
  }
  say 'the first answer of each'
  for target in "${targets[@]}"; do first_answer "$target"; done | tee "$folder/first" >&2
  measure() {
    local name url encoding
    IFS='|' read -r name url encoding <<<"$1"
    TARGET_METHOD=GET TARGET_TOKEN=$token TARGET_BODY='' TARGET_ENCODING=$encoding wrk --threads 1 --connections "$connections" \
      --duration "${2}s" --timeout 30s --script bench/report.lua "$url" 2>&1 |
      tail -n 1 | jq -c --arg name "$name" --argjson round "$3" '{name: $name, round: $round} + .'
  }
  say "warming up, then $rounds rounds of ${#targets[@]} targets, $seconds s each, $connections connections"
  for target in "${targets[@]}"; do measure "$target" 1 0 >/dev/null; done
  for ((round = 1; round <= rounds; ++round)); do
    for target in "${targets[@]}"; do measure "$target" "$seconds" "$round"; done
  done >"$folder/runs"

  jq --slurp --argjson facts "$(bench_facts)" --argjson connections "$connections" --argjson seconds "$seconds" \
    --argjson many "$many" --rawfile first "$folder/first" "$bench_jq"'
    {bench: "statistics"} + $facts + {
     settings: {connections: $connections, seconds: $seconds, registrations: $many, tool: "wrk"},
     first_answers_s: ($first | split("\n") | map(select(. != "") | split(" ") | {key: .[0], value: (.[1] | tonumber)}) | from_entries),
     targets: targets,
     ratios: {trend_to_healthz: ratio("trend_many"; "healthz"), curve_to_healthz: ratio("curve_many"; "healthz"),
       trend_gzip_to_healthz: ratio("trend_gzip"; "healthz"), curve_gzip_to_healthz: ratio("curve_gzip"; "healthz"),
       trend_many_to_few: ratio("trend_many"; "trend_few"), curve_many_to_few: ratio("curve_many"; "curve_few"),
       forecast_many_to_few: ratio("forecast_many"; "forecast_few")},
     runs: .}' "$folder/runs" >"$result"
}
