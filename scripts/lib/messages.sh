# shellcheck shell=bash
# Messages of every script: on stderr, one line each, so that stdout stays for results.

say() { printf '%s\n' "$*" >&2; }

# die MESSAGE [STATUS]: one clear line and out; the caller's EXIT trap tidies up.
die() {
  printf '%s: %s\n' "${0##*/}" "$1" >&2
  exit "${2:-1}"
}

# usage_error MESSAGE: a mistake in the command line (status 2).
usage_error() { die "$1 (try $0 --help)" 2; }

# help_text FILE: the comment block that opens a script is its help.
help_text() { awk 'NR > 1 { if (!/^#/ || /^# shellcheck/) exit; sub(/^# ?/, ""); print }' "$1"; }

# need_space FOLDER MEBIBYTES PURPOSE: says so early when the disk cannot take what comes.
need_space() {
  local free_mib
  free_mib=$(df -Pm -- "$1" | awk 'NR == 2 { print $4 }')
  [ "$free_mib" -ge "$2" ] || die "disk full: $1 has ${free_mib} MiB free, $3 needs $2 MiB"
}

# show_failure LOG WHAT: the last lines of a log and where the rest is.
show_failure() {
  tail -n 25 -- "$1" >&2
  if grep -qi 'No space left on device' -- "$1"; then
    die "disk full: $2 failed (all of it in $1)"
  fi
  die "$2 failed (all of it in $1)"
}
