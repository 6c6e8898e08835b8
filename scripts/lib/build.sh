# shellcheck shell=bash
# Configures and builds a preset into build/<preset>, quietly. Needs messages.sh and attend.sh; run from the project's top.

# One compiler of this project takes up to this much memory (Beast with sanitizers is the worst).
build_memory_per_job_kib=1500000

build_jobs() {
  local by_memory jobs
  by_memory=$(awk -v each="$build_memory_per_job_kib" '/^MemAvailable:/ { print int($2 / each) }' /proc/meminfo)
  jobs=$(nproc)
  [ "${by_memory:-1}" -ge "$jobs" ] || jobs=${by_memory:-1}
  [ "$jobs" -ge 1 ] || jobs=1
  printf '%s\n' "$jobs"
}

# build_preset PRESET [TARGET…]
build_preset() {
  local preset=$1 log
  shift
  local folder=build/$preset
  mkdir -p -- "$folder"
  log=$folder/build.log
  # Two builds in one folder would tread on each other: the second waits.
  exec 8>"$folder/.lock"
  if ! flock --nonblock 8; then
    say "waiting for another build in $folder"
    # Not a blocking flock: a signal acts only when it returns.
    until flock --nonblock 8; do sleep 0.5; done
  fi
  if [ ! -f "$folder/build.ninja" ] || [ CMakePresets.json -nt "$folder/build.ninja" ]; then
    say "configuring $preset"
    need_space "$folder" 1024 'a build'
    attend cmake --preset "$preset" >"$log" 2>&1 || show_failure "$log" "configuring $preset"
  fi
  # Asked for in a second start as well: costs some 100 ms when there is nothing to do.
  local status=0 progress
  exec 7> >(build_progress "$preset" "$log")
  progress=$!
  attend env NINJA_STATUS='[%f/%t] ' ninja -C "$folder" -j "$(build_jobs)" "$@" >&7 2>&1 || status=$?
  exec 7>&-
  wait "$progress" || true
  [ "$status" = 0 ] || show_failure "$log" "building $preset"
  exec 8>&-
}

# build_progress PRESET LOG: ninja's lines go into LOG; on a terminal one line counts up, elsewhere every tenth of a build of
# some length says so.
build_progress() {
  local line last=0 shown=0 tenth
  : >"$2"
  while IFS= read -r line; do
    printf '%s\n' "$line" >>"$2"
    [[ $line =~ ^\[([0-9]+)/([0-9]+)\] ]] || continue
    if [ -t 2 ]; then
      printf '\rbuilding %s: %s of %s ' "$1" "${BASH_REMATCH[1]}" "${BASH_REMATCH[2]}" >&2
      shown=1
    elif [ "${BASH_REMATCH[2]}" -ge 20 ]; then
      tenth=$((BASH_REMATCH[1] * 10 / BASH_REMATCH[2]))
      [ "$tenth" -eq "$last" ] || say "building $1: ${BASH_REMATCH[1]} of ${BASH_REMATCH[2]}"
      last=$tenth
    fi
  done
  [ "$shown" = 0 ] || printf '\n' >&2
}
