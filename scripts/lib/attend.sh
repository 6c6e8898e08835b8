# shellcheck shell=bash
# attend COMMAND [ARGUMENT…]: runs it and waits so that a signal to this script acts at once, not when COMMAND is done.
# COMMAND ends with the script, whatever ends the script. Its status is returned; stdin is passed on.

attended_pid=''

attend() {
  local status=0
  # Descriptors 8 and 9 are locks of ours: what outlives us must not hold them.
  setpriv --pdeathsig TERM "$@" <&0 8>&- 9>&- &
  attended_pid=$!
  wait "$attended_pid" || status=$?
  attended_pid=''
  return "$status"
}

# attend_end: for a signal's trap; ends what is being attended and waits for it.
attend_end() {
  [ -n "$attended_pid" ] || return 0
  kill -TERM "$attended_pid" 2>/dev/null || true
  wait "$attended_pid" 2>/dev/null || true
  attended_pid=''
}
