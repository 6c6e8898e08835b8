#include "engine/core/field_checks.hpp"

#include <iterator>
#include <utility>

#include "engine/core/text.hpp"

namespace tagwerk::core {

void append(Fields& fields, Fields more) {
  fields.insert(fields.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void append(Fields& fields, const std::string& at, Fields more) {
  for (auto& field : more) fields.push_back({at + field.pointer, field.code, std::move(field.arguments)});
}

void check_range(Fields& fields, std::string pointer, std::int64_t value, std::int64_t min, std::int64_t max) {
  if (value >= min && value <= max) return;
  fields.push_back({std::move(pointer),
                    &field_range,
                    {{"value", std::to_string(value)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}}});
}

void check_count(Fields& fields, std::string pointer, std::size_t count, std::size_t min, std::size_t max) {
  if (count >= min && count <= max) return;
  fields.push_back({std::move(pointer),
                    &field_items,
                    {{"count", std::to_string(count)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}}});
}

void check_length(Fields& fields, std::string pointer, std::size_t length, std::size_t min, std::size_t max) {
  if (length >= min && length <= max) return;
  fields.push_back({std::move(pointer),
                    &field_length,
                    {{"length", std::to_string(length)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}}});
}

void check_note(Fields& fields, std::string pointer, const std::string& note, std::size_t max) {
  check_length(fields, std::move(pointer), code_points(note), 0, max);
}

void check_money(Fields& fields, const std::string& pointer, const Money& money, std::int64_t min, std::int64_t max) {
  const auto digits = minor_digits(money.currency);
  if (!digits) {
    fields.push_back({pointer + "/currency",
                      &field_format,
                      {{"value", echo(money.currency)}, {"expected", "a currency in use of ISO 4217 such as EUR"}}});
  } else if (money.minor < min || money.minor > max) {
    fields.push_back({pointer + "/amount",
                      &field_range,
                      {{"value", amount_text(money.minor, *digits)},
                       {"min", amount_text(min, *digits)},
                       {"max", amount_text(max, *digits)}}});
  }
}

}  // namespace tagwerk::core
