# shellcheck shell=bash disable=SC2317  # what the trap calls is reached
# A script of tests/client against a server of its own with the demo: a throwaway database, loopback only. Needs messages.sh,
# install.sh, build.sh. npm packages come from tests/client/package-lock.json; the product does not need them.

# client_check NAME [ARGUMENT]: the whole of scripts/check-NAME, which runs tests/client/NAME.mjs.
client_check() {
  local name=$1 work=$PWD/build/client
  case ${2:-} in
    -h | --help) help_text "scripts/check-$name"; exit 0 ;;
    '') client_check_install "$work"; exec scripts/with-database "scripts/check-$name" --on-this-database ;;
    --on-this-database) client_check_run "$name" "$work" ;;
    *) usage_error "unknown argument $2" ;;
  esac
}

client_check_install() {
  local work=$1
  install_packages "${packages_build[@]}" "${packages_run[@]}"
  build_preset release tagwerk
  mkdir -p "$work"
  say 'installing the checkers from tests/client/package-lock.json'
  cp tests/client/*.json tests/client/*.mjs "$work/"
  (cd "$work" && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error) >"$work/install.log" 2>&1 ||
    show_failure "$work/install.log" 'npm ci'
}

client_check_run() {
  local name=$1 work=$2 socket=${TAGWERK_TEST_SOCKET:?} tagwerk=build/release/tagwerk token address=''
  mariadb --no-defaults --socket="$socket" --user=root -e "create database check_$name character set utf8mb4"
  export TAGWERK_DATABASE_URL="mysql://root@localhost/check_$name?socket=$socket" TAGWERK_PORT=0
  export TAGWERK_SECRET_FILE=$work/secret
  server=''
  client_check_finish() {
    status=$?
    [ -z "$server" ] || kill -TERM "$server" 2>/dev/null || true
    [ -z "$server" ] || wait "$server" || true
    rm -f -- "$TAGWERK_SECRET_FILE" "$PWD/build/client/serve.out"
    exit "$status"
  }
  trap client_check_finish EXIT
  rm -f -- "$TAGWERK_SECRET_FILE"  # of a run that was killed
  "$tagwerk" secret create >/dev/null
  "$tagwerk" migrate >/dev/null
  "$tagwerk" demo load >/dev/null
  token=$("$tagwerk" token create --organization iteam --role admin --name "check-$name")
  "$tagwerk" serve >"$work/serve.out" 2>"$work/serve.log" &
  server=$!
  for _ in $(seq 200); do
    address=$(sed -n 's/^listening on //p' "$work/serve.out")
    [ -z "$address" ] || break
    sleep 0.05
  done
  [ -n "$address" ] || show_failure "$work/serve.log" 'the server did not start'
  node "$work/$name.mjs" "http://$address" "$token"
}
