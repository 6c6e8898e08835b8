# shellcheck shell=bash disable=SC2034
# Debian 12 packages by purpose, installed only when one is missing. Needs messages.sh.

# What the headers, the compiler and cmake/TagwerkDependencies.cmake ask for.
packages_build=(
  g++ cmake ninja-build pkg-config ccache mold
  libboost1.81-dev libboost-date-time1.81-dev libboost-json1.81-dev libboost-program-options1.81-dev
  libboost-test1.81-dev libboost-url1.81-dev
  libsoci-dev libmariadb-dev libspdlog-dev prometheus-cpp-dev libtomlplusplus-dev libsodium-dev zlib1g-dev
  libcctz-dev libmimalloc-dev libqrencode-dev libcairo2-dev libpango1.0-dev libcadical-dev
  libical-dev libxlsxwriter-dev
  nodejs npm # Swagger UI for /docs, the dashboard
)
# The -core packages hold the programs; the one called mariadb-server would start a system service.
# curl: whoever has started it wants to ask it something, as the README's tour does.
# fonts-dejavu-core: badges and booklets are set in it, a bare Debian has no font at all; fonts-droid-fallback: Chinese in them.
packages_run=(mariadb-server-core mariadb-client-core tzdata curl fonts-dejavu-core fonts-droid-fallback)
# mariadb-dump, for scripts/backup.
packages_backup=(mariadb-client gzip)
# zbar reads QR codes back, poppler the badges, unzip workbooks; chromium shows the dashboard.
packages_test=("${packages_backup[@]}" librapidcheck-dev libzbar-dev poppler-utils unzip chromium)
packages_bench=(wrk jq bsdextrautils)
packages_peer=(gringo clasp) # what scripts/bench schedule --peer compares with
packages_lint=(clang-format clang-tidy-16 shellcheck)

# install_packages PACKAGE…: nothing to do costs one dpkg-query (some 30 ms).
install_packages() {
  command -v dpkg-query >/dev/null || die "this is not Debian: install what corresponds to: $*"
  local installed missing=() package
  installed=" $(dpkg-query --show --showformat='${db:Status-Status}:${Package} ' "$@" 2>/dev/null || true)"
  for package in "$@"; do
    # A Node.js of another source brings npm along and refuses Debian's.
    case $package in nodejs | npm) if command -v node >/dev/null && command -v npm >/dev/null; then continue; fi ;; esac
    [[ $installed == *" installed:$package "* ]] || missing+=("$package")
  done
  [ "${#missing[@]}" -gt 0 ] || return 0

  local as_root=()
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || die "missing packages and no sudo; as root: apt-get install ${missing[*]}"
    as_root=(sudo)
    # Without a terminal nobody can type the password.
    [ -t 0 ] || as_root=(sudo -n)
    "${as_root[@]}" true 2>/dev/null || sudo_refused "${missing[@]}"
  fi
  need_space / 2048 'installing packages'
  say "installing ${#missing[@]} packages: ${missing[*]}"
  local log
  log=$(mktemp -t tagwerk-install.XXXXXX.log)
  local apt=("${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get -qq -o DPkg::Lock::Timeout=300
    -o Acquire::Retries=3)
  "${apt[@]}" update >"$log" 2>&1 </dev/null || say "the package lists could not be renewed; trying with the old ones"
  if "${apt[@]}" install --yes --no-install-recommends "${missing[@]}" >>"$log" 2>&1 </dev/null; then
    rm -f -- "$log"
    return 0
  fi
  explain_apt_failure "$log"
}

sudo_refused() { die "missing packages and sudo refuses; as root: apt-get install $*"; }

# explain_apt_failure LOG: the one line that matters.
explain_apt_failure() {
  local log=$1 package
  package=$(sed -nE \
    -e "s/^E: Unable to locate package ([^ ]+).*/\1/p" \
    -e "s/^E: Couldn't find any package by (glob|regex) '([^']+)'.*/\2/p" \
    -e "s/^E: Package '([^']+)' has no installation candidate.*/\1/p" -- "$log" | head -n 1)
  [ -z "$package" ] || die "package $package cannot be had from this machine's package sources (all of it in $log)"
  if grep -qiE "No space left on device|You don't have enough free space" -- "$log"; then
    die "disk full while installing packages (all of it in $log)"
  fi
  if grep -qE 'Could not get lock|Unable to (acquire|lock)' -- "$log"; then
    die "another package manager is running (all of it in $log)"
  fi
  if grep -qE 'Temporary failure resolving|Could not (resolve|connect)|Unable to fetch|Failed to fetch' -- "$log"; then
    die "the package server cannot be reached (all of it in $log)"
  fi
  show_failure "$log" 'installing packages'
}
