// Purpose: file descriptors. A connection takes one, so the limit of connections must fit into what the system allows; else
// nobody is told 503 when it is reached, and the database's connections find no descriptor either.
// Errors: std::runtime_error when not even `min_connections` fit. Thread-safety: call before the threads start.
#pragma once

#include <cstddef>

#include "api/server/server.hpp"

namespace tagwerk::app {

inline constexpr std::size_t min_connections = 16;

/// Raises the soft limit of open files of this process to the hard one; answers what is in force then.
std::size_t raise_open_files();
/// The same settings, with as many connections (and of those that are only turned away) as fit into `open_files` beside the
/// database's pool and what the process itself opens.
[[nodiscard]] server::ServerSettings fit_open_files(server::ServerSettings wanted, std::size_t pool_size,
                                                    std::size_t open_files);

}  // namespace tagwerk::app
