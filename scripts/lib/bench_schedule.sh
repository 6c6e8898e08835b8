# shellcheck shell=bash
# scripts/bench schedule. Needs bench.sh; instances, only, time_limit, threads, peer and result are the caller's.
# shellcheck disable=SC2154

# The best values that the folder's README.md lists: a table whose first column is the instance and whose seventh the breaks.
bench_listed() {
  local readme=$instances/README.md
  [ -f "$readme" ] || return 0
  awk -F '|' 'NF >= 9 { gsub(/ /, "", $2); gsub(/ /, "", $8); gsub(/^ +| +$/, "", $9); print $2 "\t" $8 "\t" $9 }' "$readme"
}

bench_schedule() {
  local file name line verdict listed seconds_limit peer_line answer
  local tool=$PWD/build/release/bench/schedule_tool
  [ -d "$instances" ] || die "there is no folder $instances: name one with --instances"
  bench_folder
  bench_listed >"$folder/listed"
  seconds_limit=${time_limit%s}
  for file in "$instances"/$only.dzn; do
    [ -f "$file" ] || die "no file in $instances is called $only.dzn"
    name=$(basename "$file" .dzn)
    line=$("$tagwerk" schedule "$file" --time-limit "$time_limit" --threads "$threads" 2>/dev/null) || true
    verdict=$("$tool" check "$file" <<<"$line" 2>&1 | head -n 1) || true
    listed=$(awk -F '\t' -v name="$name" '$1 == name { print $2 "\t" $3; exit }' "$folder/listed")
    answer=''
    if [ "$peer" = true ]; then
      peer_line=$("$tool" facts "$file" 2>/dev/null | gringo --warn=none bench/talks.lp - |
        clasp --opt-strategy=usc,pmres --time-limit="$seconds_limit" --quiet=1 --outf=2 2>/dev/null) || true
      answer=$(jq -c '{peer: {status: (.Result | ascii_downcase), breaks: (.Models.Costs[0] // null), seconds: .Time.Total}}' <<<"$peer_line" 2>/dev/null) || answer=''
    fi
    jq -c --arg name "$name" --arg verdict "$verdict" --arg listed "${listed%%$'\t'*}" --arg listed_as "${listed#*$'\t'}" \
      --argjson peer "${answer:-null}" '{name: $name, status: .status, breaks: .breaks, lower_bound: .lower_bound,
        seconds: .seconds, reason: .reason, checked: $verdict, listed: ($listed | tonumber? // null), listed_as: $listed_as}
        + ($peer // {})' <<<"$line" | tee -a "$folder/runs" |
      jq -r '[.name, .status, (.breaks // "-" | tostring), "≥ " + (.lower_bound | tostring), (.seconds | tostring) + " s",
        "listed " + (.listed // "-" | tostring), (if .peer then "clasp " + .peer.status + " " + (.peer.breaks // "-" | tostring) + " " + (.peer.seconds | tostring) + " s" else "" end)] | @tsv'
  done
  jq --slurp --argjson facts "$(bench_facts)" --arg limit "$time_limit" --argjson threads "$threads" '
    def proved: .status == "optimal" or .status == "infeasible";
    {bench: "schedule"} + $facts + {settings: {time_limit: $limit, threads: $threads},
     summary: {instances: length, proved: map(select(proved)) | length,
       with_a_plan: map(select(.breaks != null)) | length,
       listed_best_reached: map(select(.listed != null and .breaks != null and .breaks <= .listed)) | length,
       listed_with_a_plan: map(select(.listed != null)) | length,
       peer_proved: (map(select(.peer != null)) | if length == 0 then null
         else map(select(.peer.status == "optimum found" or .peer.status == "unsatisfiable")) | length end),
       # A claim that a listed plan, the checker or the peer contradicts.
       contradicted: map(select((.breaks != null and .checked != (.breaks | tostring)) or
         (.status == "infeasible" and .listed != null) or (.status == "optimal" and .listed != null and .breaks > .listed) or
         (.lower_bound > (.listed // 1000000)) or
         (proved and .peer != null and .peer.status == "optimum found" and (.peer.breaks != .breaks)) or
         (.status == "optimal" and .peer != null and .peer.status == "unsatisfiable"))) | map(.name)},
     runs: .}' "$folder/runs" >"$result"
}

# schedule_table FILE: the result for people; the rows were printed while they were made.
schedule_table() {
  jq -r '.summary | to_entries[] | [.key, (.value | tostring)] | @tsv' "$1" | column -t -s "$(printf '\t')"
  echo "written: $1"
  jq --exit-status '.summary.contradicted == []' "$1" >/dev/null || die 'a claim is contradicted: see contradicted'
}
