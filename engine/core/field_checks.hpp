// Purpose: rules of members that all slices share, beside member_rules.hpp: numbers, lists, lengths, money.
// Errors: added to `fields`, each at its pointer. Units: lengths in code points. Thread-safety: pure functions.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"

namespace tagwerk::core {

using Fields = std::vector<FieldError>;

void append(Fields& fields, Fields more);
/// With `at` before each pointer.
void append(Fields& fields, const std::string& at, Fields more);
void check_range(Fields& fields, std::string pointer, std::int64_t value, std::int64_t min, std::int64_t max);
void check_count(Fields& fields, std::string pointer, std::size_t count, std::size_t min, std::size_t max);
void check_length(Fields& fields, std::string pointer, std::size_t length, std::size_t min, std::size_t max);
/// At most `max` code points; line feeds are allowed.
void check_note(Fields& fields, std::string pointer, const std::string& note, std::size_t max);
/// From `min` to `max` minor units of a currency in use.
void check_money(Fields& fields, const std::string& pointer, const Money& money, std::int64_t min, std::int64_t max);

}  // namespace tagwerk::core
