# shellcheck shell=bash
# mysql://user@host[:port]/database[?socket=PATH] in the shell. Needs messages.sh. The password is never part of it.

# percent_encode TEXT: everything but RFC 3986's unreserved characters and the slash.
percent_encode() {
  local LC_ALL=C text=$1 i c
  for ((i = 0; i < ${#text}; i++)); do
    c=${text:i:1}
    case $c in
      [a-zA-Z0-9._~/-]) printf '%s' "$c" ;;
      *) printf '%%%02X' "'$c" ;;
    esac
  done
}

percent_decode() {
  local text=${1//\\/\\\\}
  printf '%b' "${text//%/\\x}"
}

# refuse_password_in_url URL: command lines and logs are no place for it.
refuse_password_in_url() {
  [[ ! $1 =~ ^[a-z]+://[^/@]*:[^/@]*@ ]] ||
    usage_error 'a password does not belong in the URL: use TAGWERK_DATABASE_PASSWORD or TAGWERK_DATABASE_PASSWORD_FILE'
}

# parse_database_url URL: sets database_user, database_host, database_port, database_name, database_url_socket.
parse_database_url() {
  refuse_password_in_url "$1"
  [[ $1 =~ ^mysql://([^/@:]+)@([^/@:?]+)(:([0-9]+))?/([^/?]+)(\?socket=([^\&]+))?$ ]] ||
    usage_error "the database must look like mysql://user@host/database, not $1"
  database_user=$(percent_decode "${BASH_REMATCH[1]}")
  database_host=$(percent_decode "${BASH_REMATCH[2]}")
  database_port=${BASH_REMATCH[4]:-3306}
  database_name=$(percent_decode "${BASH_REMATCH[5]}")
  database_url_socket=$(percent_decode "${BASH_REMATCH[7]:-}")
  [[ $database_name =~ ^[A-Za-z0-9_-]{1,64}$ ]] || usage_error "the database's name $database_name is not one we quote"
}

# client_options_file PATH: an option file for mariadb and mariadb-dump, so that no secret stands on a command line.
client_options_file() {
  local password=${TAGWERK_DATABASE_PASSWORD:-}
  if [ -z "$password" ] && [ -n "${TAGWERK_DATABASE_PASSWORD_FILE:-}" ]; then
    password=$(cat -- "$TAGWERK_DATABASE_PASSWORD_FILE") || die "cannot read $TAGWERK_DATABASE_PASSWORD_FILE"
  fi
  (
    umask 077
    {
      printf '[client]\nuser=%s\ndefault-character-set=utf8mb4\n' "$(option_value "$database_user")"
      if [ -n "$database_url_socket" ]; then
        printf 'protocol=socket\nsocket=%s\n' "$(option_value "$database_url_socket")"
      else
        printf 'protocol=tcp\nhost=%s\nport=%s\n' "$(option_value "$database_host")" "$database_port"
      fi
      [ -z "$password" ] || printf 'password=%s\n' "$(option_value "$password")"
    } >"$1"
  )
}

# A quoted value of an option file.
option_value() {
  local text=${1//\\/\\\\}
  printf '"%s"' "${text//\"/\\\"}"
}
