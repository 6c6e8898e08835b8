#include "engine/trips/passport.hpp"

#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <algorithm>

#include "engine/core/member_rules.hpp"
#include "engine/core/text.hpp"
#include "engine/trips/traveller_errors.hpp"

namespace tagwerk::trips {

bool is_passport_number(std::string_view text) noexcept {
  return !text.empty() && text.size() <= max_passport_number &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); });
}

std::vector<core::FieldError> check(const PassportWish& wish) {
  auto fields = core::MemberRules("").country("country", wish.country).take();
  if (wish.number && *wish.number && !is_passport_number(**wish.number))
    fields.push_back({"/number", &no_passport_number, {}});
  return fields;
}

core::Date months_after(core::Date day, int months) {
  const core::Date last_of_all(9999, 12, 31);
  if (day.year() + months / 12 + 1 > last_of_all.year()) return last_of_all;
  return day + boost::gregorian::months(months);
}

core::Date must_be_valid_on(core::Date returns_on, int months) { return months_after(returns_on, months); }

}  // namespace tagwerk::trips
