#include "engine/core/date_words.hpp"

#include <array>

namespace tagwerk::core {
namespace {

// From Sunday and January on, as Boost.Date_Time counts.
constexpr std::array<Text, 7> weekdays{Text{"Sunday", "Sonntag"},      Text{"Monday", "Montag"},
                                       Text{"Tuesday", "Dienstag"},    Text{"Wednesday", "Mittwoch"},
                                       Text{"Thursday", "Donnerstag"}, Text{"Friday", "Freitag"},
                                       Text{"Saturday", "Samstag"}};
constexpr std::array<Text, 12> months{
    Text{"January", "Januar"},  Text{"February", "Februar"},  Text{"March", "März"},
    Text{"April", "April"},     Text{"May", "Mai"},           Text{"June", "Juni"},
    Text{"July", "Juli"},       Text{"August", "August"},     Text{"September", "September"},
    Text{"October", "Oktober"}, Text{"November", "November"}, Text{"December", "Dezember"}};

}  // namespace

std::string words_of(Date date, Language language) {
  const auto parts = date.year_month_day();
  std::string words(pick(weekdays[date.day_of_week().as_number()], language));
  words.append(", ").append(std::to_string(parts.day.as_number()));
  words.append(language == Language::de ? ". " : " ");
  words.append(pick(months[static_cast<std::size_t>(parts.month.as_number() - 1)], language));
  return words.append(" ").append(std::to_string(static_cast<int>(parts.year)));
}

}  // namespace tagwerk::core
