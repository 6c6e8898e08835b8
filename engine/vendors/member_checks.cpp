#include "engine/vendors/member_checks.hpp"

#include <iterator>
#include <utility>

#include "engine/core/text.hpp"
#include "engine/vendors/vendor_package.hpp"

namespace tagwerk::vendors {

void append(Fields& fields, Fields more) {
  fields.insert(fields.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

void check_range(Fields& fields, std::string pointer, std::int64_t value, std::int64_t min, std::int64_t max) {
  if (value >= min && value <= max) return;
  fields.push_back({std::move(pointer),
                    &core::field_range,
                    {{"value", std::to_string(value)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}}});
}

void check_count(Fields& fields, std::string pointer, std::size_t count, std::size_t min, std::size_t max) {
  if (count >= min && count <= max) return;
  fields.push_back({std::move(pointer),
                    &core::field_items,
                    {{"count", std::to_string(count)}, {"min", std::to_string(min)}, {"max", std::to_string(max)}}});
}

void check_note(Fields& fields, std::string pointer, const std::string& note, std::size_t max) {
  const auto length = core::code_points(note);
  if (length <= max) return;
  fields.push_back({std::move(pointer),
                    &core::field_length,
                    {{"length", std::to_string(length)}, {"min", "0"}, {"max", std::to_string(max)}}});
}

void check_money(Fields& fields, const std::string& pointer, const core::Money& money, std::int64_t min) {
  const auto digits = core::minor_digits(money.currency);
  if (!digits) {
    fields.push_back(
        {pointer + "/currency",
         &core::field_format,
         {{"value", core::echo(money.currency)}, {"expected", "a currency in use of ISO 4217 such as EUR"}}});
  } else if (money.minor < min || money.minor > max_net) {
    fields.push_back({pointer + "/amount",
                      &core::field_range,
                      {{"value", core::amount_text(money.minor, *digits)},
                       {"min", core::amount_text(min, *digits)},
                       {"max", core::amount_text(max_net, *digits)}}});
  }
}

}  // namespace tagwerk::vendors
