// Purpose: rules of members that the nouns of this slice share, beside core/member_rules.hpp: numbers, lists, money.
// Errors: added to `fields`, each at its pointer. Thread-safety: pure functions.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/core/error.hpp"
#include "engine/core/money.hpp"

namespace tagwerk::vendors {

using Fields = std::vector<core::FieldError>;

void append(Fields& fields, Fields more);
void check_range(Fields& fields, std::string pointer, std::int64_t value, std::int64_t min, std::int64_t max);
void check_count(Fields& fields, std::string pointer, std::size_t count, std::size_t min, std::size_t max);
/// At most `max` code points; line feeds are allowed.
void check_note(Fields& fields, std::string pointer, const std::string& note, std::size_t max);
/// From `min` to max_net minor units of a currency in use.
void check_money(Fields& fields, const std::string& pointer, const core::Money& money, std::int64_t min);

}  // namespace tagwerk::vendors
