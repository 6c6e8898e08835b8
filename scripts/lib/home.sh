# shellcheck shell=bash
# Where things of a local installation lie, the lock on them, and the private database there.
# Needs messages.sh, private_mariadb.sh and database_url.sh; run from the project's top.

var_folder=$PWD/var
database_folder=$var_folder/mariadb
tagwerk_binary=build/release/tagwerk
export TAGWERK_CONFIG="${TAGWERK_CONFIG:-$PWD/config/tagwerk.toml}"

# own_var NAME: one at a time works on var/ (descriptor 9 holds the lock for as long as this script lives).
own_var() {
  mkdir -p -- "$var_folder/run" "$var_folder/log"
  if [ ! -w "$var_folder/run" ] || { [ -e "$database_folder" ] && [ ! -O "$database_folder" ]; }; then
    die "$var_folder belongs to $(stat -c %U -- "$var_folder/run"): run as that user, or move the folder away"
  fi
  exec 9>>"$var_folder/run/lock"
  # A start right after a kill waits a moment for what is still ending.
  flock --wait 2 9 || die "$(cat -- "$var_folder/run/owner" 2>/dev/null || echo 'another script') already runs on $var_folder"
  printf '%s (pid %s)\n' "$1" "$$" >"$var_folder/run/owner"
}

# start_private_database: a durable one under var/; sets private_database_url.
start_private_database() {
  database_init "$database_folder"
  # One fsync per commit: what was acknowledged survives a crash of the server and of the machine.
  database_start "$database_folder" --innodb-flush-log-at-trx-commit=1 --innodb-log-file-size=96M \
    --innodb-buffer-pool-size=256M --max-connections=200
  # shellcheck disable=SC2034 # for the caller
  private_database_url="mysql://root@localhost/tagwerk?socket=$(percent_encode "$database_socket")"
}

# use_database URL: the database of the URL, the environment or the file, else the private one, which is started unless it
# runs. Sets what parse_database_url sets.
use_database() {
  local url=${1:-${TAGWERK_DATABASE_URL:-$(configured database url)}}
  if [ -z "$url" ]; then
    database_socket=$(database_socket_path "$database_folder") || exit 1
    if database_answers; then
      url="mysql://root@localhost/tagwerk?socket=$(percent_encode "$database_socket")"
    else
      own_var "${0##*/}"
      start_private_database
      url=$private_database_url
    fi
  fi
  parse_database_url "$url"
}

# configured SECTION KEY: the plain value in the configuration file, for what must be known before there is a binary
# to ask (`tagwerk config get` has the last word).
configured() {
  [ -f "$TAGWERK_CONFIG" ] || return 0
  awk -v section="[$1]" -v key="$2" '
    /^[ \t]*\[/ { sub(/[ \t]*(#.*)?$/, ""); sub(/^[ \t]*/, ""); inside = ($0 == section); next }
    inside && match($0, "^[ \t]*" key "[ \t]*=[ \t]*") {
      value = substr($0, RLENGTH + 1)
      if (value ~ /^"/) { sub(/^"/, "", value); sub(/".*/, "", value) } else { sub(/[ \t]*(#.*)?$/, "", value) }
      print value
      exit
    }' "$TAGWERK_CONFIG"
}
