# shellcheck shell=bash
# scripts/bench talks. Needs bench.sh; seconds, rounds and result are the caller's.
# shellcheck disable=SC2154

# Scores are [musts left out, weight of wishes left out, talks moved, breaks, their difference, idle slots]: compared from left to right.
bench_talks() {
  local round
  bench_folder
  for round in $(seq "$rounds"); do
    build/release/bench/talks_day_tool "$seconds" "$round" | tee -a "$folder/runs" |
      jq -r '"first plan \(.first_plan_s) s, after 10 s \(.early), after \($seconds) s \(.final) (at least \(.bound)); " +
        "made anew in \(.again_s) s (first plan \(.again_first_s) s): \(.changed) of \(.talks) changed, \(.gone) gone"' --arg seconds "$seconds"
  done
  jq --slurp --argjson facts "$(bench_facts)" --argjson seconds "$seconds" '{bench: "talks"} + $facts + {settings: {seconds: $seconds},
    worst: {first_plan_s: map(.first_plan_s) | max, again_s: map(.again_s) | max, changed_share: map(.changed / .talks) | max},
    runs: .}' "$folder/runs" >"$result"
  jq -r '.worst | to_entries[] | [.key, (.value | tostring)] | @tsv' "$result" | column -t -s "$(printf '\t')"
  echo "written: $result"
}
