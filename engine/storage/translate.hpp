// Purpose: MySQL's error numbers as our exceptions; the one place that knows them. Messages carry a constraint's name, never
// a value. Errors: always throws. Thread-safety: pure functions.
#pragma once

#include <string>
#include <string_view>

namespace tagwerk::storage {

/// Throws the exception of storage/errors.hpp that `number` means; std::runtime_error for all that should not happen, with
/// the beginning of `statement`, which must hold no values.
[[noreturn]] void throw_translated(unsigned number, std::string_view message, std::string_view statement);

/// The connection is of no use any more.
[[nodiscard]] bool is_connection_error(unsigned number) noexcept;

/// The whole unit of work is to be run again.
[[nodiscard]] bool is_restart_error(unsigned number) noexcept;

/// The name in "Duplicate entry … for key 'table.uq_x'" and the like, without a table; empty when there is none.
[[nodiscard]] std::string constraint_name(unsigned number, std::string_view message);

}  // namespace tagwerk::storage
