#include "engine/trips/own_itinerary.hpp"

#include <set>
#include <string>
#include <utility>

namespace tagwerk::trips {

Publication told_to(const core::ParticipantId& traveller, const Publication& told,
                    const std::map<core::ParticipantId, GroupsOfTraveller>& groups) {
  std::set<std::string> assigned;
  for (const auto& [who, of_him] : groups) {
    for (const auto& [item, group] : of_him) assigned.insert(item);
  }
  const auto found = groups.find(traveller);
  const auto own = found != groups.end() ? found->second : GroupsOfTraveller{};
  auto result = told;
  result.itinerary.items.clear();
  result.items.clear();
  for (std::size_t i = 0; i < told.items.size(); ++i) {
    auto item = told.itinerary.items[i];
    const auto place = own.find(item.key);
    if (!item.for_everybody && assigned.contains(item.key) && place == own.end()) continue;
    if (place != own.end() && place->second) {
      std::erase_if(item.groups, [&](const SubGroup& group) { return group.key != *place->second; });
    }
    result.itinerary.items.push_back(std::move(item));
    result.items.push_back(told.items[i]);
  }
  return result;
}

}  // namespace tagwerk::trips
