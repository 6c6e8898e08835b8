# shellcheck shell=bash
# A MariaDB server of our own: unix socket only, no system service, one folder that holds all of it.
# Needs messages.sh. Call the functions from the main shell, never in a subshell: the server is tied to its parent
# and ends with it, even if the script is killed with SIGKILL.
#   database_init FOLDER          creates FOLDER/data once, atomically
#   database_start FOLDER [OPTION…]  starts it, waits until it answers; sets database_socket, database_pid
#   database_stop                 ends it and waits; harmless when nothing runs
# User root without a password: only who may open the folder (mode 0700) reaches the socket.

database_socket=''
database_pid=''

# Seconds a start may take: crash recovery of a large log is the slow case.
database_start_limit_s=120
database_stop_limit_s=60
# sockaddr_un.sun_path holds 108 bytes with the closing NUL.
unix_socket_path_limit=107

# mariadbd refuses to run as root unless it is told to.
database_user_option() {
  if [ "$(id -u)" = 0 ]; then echo --user=root; fi
}

# database_socket_path FOLDER: FOLDER/mariadb.sock, or a short path in a private folder keyed by user and folder.
database_socket_path() {
  local path="$1/mariadb.sock" short
  if [ "${#path}" -le "$unix_socket_path_limit" ]; then
    printf '%s\n' "$path"
    return
  fi
  short="/tmp/tagwerk-$(id -u)-$(printf '%s' "$1" | sha256sum | cut -c 1-12)"
  mkdir -m 700 -- "$short" 2>/dev/null || true
  # Somebody else's folder of that name in /tmp would let them answer in the server's place.
  if [ -L "$short" ] || [ ! -O "$short" ]; then die "$short exists and belongs to somebody else"; fi
  chmod 700 -- "$short"
  printf '%s/mariadb.sock\n' "$short"
}

database_init() {
  local folder=$1 user new log
  [ -d "$folder/data" ] && return
  mkdir -p -- "$folder"
  chmod 700 -- "$folder"
  rm -rf -- "$folder"/data.new.*
  new=$(mktemp -d -- "$folder/data.new.XXXXXX")
  log=$folder/install.log
  user=$(database_user_option)
  # Nothing is lost when this is cut short: the folder takes its name only when it is whole.
  mkdir -p -- "$folder/tmp"
  mariadb-install-db --no-defaults ${user:+"$user"} --datadir="$new" --tmpdir="$folder/tmp" --skip-test-db --skip-name-resolve \
    --auth-root-authentication-method=normal --innodb-log-file-size=32M --innodb-flush-log-at-trx-commit=0 \
    --innodb-flush-method=nosync --innodb-doublewrite=0 >"$log" 2>&1 || show_failure "$log" 'creating the database'
  sync -f -- "$new"
  mv -T -- "$new" "$folder/data"
}

# Is PID a mariadbd that serves FOLDER/data? (Pids are reused: a number in a file proves nothing.)
database_owns() {
  local command
  command=$(tr '\0' ' ' 2>/dev/null <"/proc/$1/cmdline") || return 1
  [[ $command == *mariadbd*"--datadir=$2/data "* ]]
}

# What an earlier start left behind: a server that is still ending is waited for, or ended; dead files are removed.
database_clear_stale() {
  local folder=$1 pid waited=0
  pid=$(cat -- "$folder/mariadb.pid" 2>/dev/null) || return 0
  if [[ $pid =~ ^[0-9]+$ ]] && database_owns "$pid" "$folder"; then
    kill -TERM "$pid" 2>/dev/null || true
    while database_owns "$pid" "$folder"; do
      waited=$((waited + 1))
      [ "$waited" -le $((database_stop_limit_s * 10)) ] || die "an earlier database (pid $pid) on $folder does not end"
      sleep 0.1
    done
  fi
  rm -f -- "$folder/mariadb.pid"
}

database_answers() {
  mariadb --no-defaults --user=root --socket="$database_socket" --connect-timeout=2 --execute='SELECT 1' >/dev/null 2>&1
}

database_start() {
  local folder=$1 user log deadline
  shift
  log=$folder/mariadb.log
  database_socket=$(database_socket_path "$folder") || exit 1
  database_clear_stale "$folder"
  rm -f -- "$database_socket"
  user=$(database_user_option)
  : >"$log"
  # A session of its own, so that Ctrl-C reaches it through us only, after the server that uses it.
  # Descriptors 8 and 9 are the callers' locks: a database that outlives them must not hold them.
  # Its own folder for temporary tables: a server that starts removes all that it finds of others', who crash of that.
  mkdir -p -- "$folder/tmp"
  setsid setpriv --pdeathsig TERM mariadbd --no-defaults ${user:+"$user"} --datadir="$folder/data" --tmpdir="$folder/tmp" \
    --socket="$database_socket" --pid-file="$folder/mariadb.pid" --skip-networking --skip-name-resolve \
    --character-set-server=utf8mb4 --collation-server=utf8mb4_unicode_ci "$@" \
    </dev/null >>"$log" 2>&1 8>&- 9>&- &
  database_pid=$!
  deadline=$((SECONDS + database_start_limit_s))
  until [ -S "$database_socket" ] && database_answers; do
    if ! kill -0 "$database_pid" 2>/dev/null; then
      database_pid=''
      show_failure "$log" 'starting the database'
    fi
    [ "$SECONDS" -lt "$deadline" ] || die "the database does not answer within $database_start_limit_s s (see $log)"
    sleep 0.05
  done
}

database_stop() {
  [ -n "$database_pid" ] || return 0
  local waited=0
  kill -TERM "$database_pid" 2>/dev/null || true
  while kill -0 "$database_pid" 2>/dev/null; do
    waited=$((waited + 1))
    if [ "$waited" -gt $((database_stop_limit_s * 20)) ]; then
      say "the database (pid $database_pid) does not end within $database_stop_limit_s s: killed; it recovers at its next start"
      kill -KILL "$database_pid" 2>/dev/null || true
      break
    fi
    sleep 0.05
  done
  wait "$database_pid" 2>/dev/null || true
  database_pid=''
  rm -f -- "$database_socket"
}
