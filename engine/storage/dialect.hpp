// Purpose: the one place where MariaDB 10.11 and MySQL 8.0 differ for us: the server-side limit of a statement's time.
// Only MariaDB is tested. Thread-safety: pure functions.
#pragma once

#include <chrono>
#include <string>
#include <string_view>

namespace tagwerk::storage {

enum class Dialect { mariadb, mysql };

/// By the answer to `select version()`: "10.11.6-MariaDB-0+deb12u1", "8.0.36".
[[nodiscard]] Dialect dialect_of(std::string_view version) noexcept;
/// MariaDB limits every statement, MySQL only reading ones.
[[nodiscard]] std::string limit_statement_time(Dialect dialect, std::chrono::milliseconds limit);

}  // namespace tagwerk::storage
