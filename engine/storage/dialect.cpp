#include "engine/storage/dialect.hpp"

namespace tagwerk::storage {

Dialect dialect_of(std::string_view version) noexcept {
  return version.find("MariaDB") != std::string_view::npos ? Dialect::mariadb : Dialect::mysql;
}

std::string limit_statement_time(Dialect dialect, std::chrono::milliseconds limit) {
  if (dialect == Dialect::mysql) return "set session max_execution_time = " + std::to_string(limit.count());
  auto fraction = std::to_string(limit.count() % 1000);
  return "set session max_statement_time = " + std::to_string(limit.count() / 1000) + "." +
         std::string(3 - fraction.size(), '0') + fraction;
}

}  // namespace tagwerk::storage
