#include "api/app/open_files.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <cerrno>
#include <limits>
#include <stdexcept>
#include <string>
#include <system_error>
#include <utility>

namespace tagwerk::app {
namespace {

// Standard streams, the log, the listening socket, time zones and certificates while they are read.
constexpr std::size_t files_of_the_process = 32;
constexpr std::size_t files_per_io_thread = 4;  // epoll, its timer and its event

}  // namespace

std::size_t raise_open_files() {
  rlimit limit{};
  if (getrlimit(RLIMIT_NOFILE, &limit) != 0)
    throw std::system_error(errno, std::generic_category(), "the limit of open files cannot be read");
  const auto allowed = std::exchange(limit.rlim_cur, limit.rlim_max);
  const auto in_force = setrlimit(RLIMIT_NOFILE, &limit) == 0 ? limit.rlim_cur : allowed;
  return in_force == RLIM_INFINITY ? std::numeric_limits<std::size_t>::max() : static_cast<std::size_t>(in_force);
}

server::ServerSettings fit_open_files(server::ServerSettings wanted, std::size_t pool_size, std::size_t open_files) {
  const auto reserve =
      files_of_the_process + files_per_io_thread * static_cast<std::size_t>(wanted.io_threads) + pool_size;
  const auto left = open_files > reserve ? open_files - reserve : 0;
  if (left >= wanted.connection_limit + wanted.turned_away_limit) return wanted;
  wanted.turned_away_limit = std::min(wanted.turned_away_limit, left / 8);
  wanted.connection_limit = std::min(wanted.connection_limit, left - wanted.turned_away_limit);
  if (wanted.connection_limit < min_connections) {
    throw std::runtime_error("the limit of open files (" + std::to_string(open_files) + ") is too low: " +
                             std::to_string(reserve) + " are needed besides connections of clients (ulimit -n)");
  }
  return wanted;
}

}  // namespace tagwerk::app
