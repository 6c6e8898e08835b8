#include "engine/trips/head_count_service.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/access/reading.hpp"
#include "engine/core/time_zone.hpp"
#include "engine/registration/check_in_list_store.hpp"
#include "engine/registration/check_in_report_store.hpp"
#include "engine/trips/itinerary_errors.hpp"
#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/trip.hpp"

namespace tagwerk::trips {
namespace {

std::set<core::ParticipantId> assigned_to(const std::map<core::ParticipantId, GroupsOfTraveller>& groups,
                                          const std::string& item) {
  std::set<core::ParticipantId> assigned;
  for (const auto& [participant, of_one] : groups) {
    if (of_one.contains(item)) assigned.insert(participant);
  }
  return assigned;
}

}  // namespace

core::Result<TripDay> HeadCountService::day(const access::Call& call, const core::EventId& id,
                                            std::optional<core::Date> wanted) {
  return access::reading_at_once(*database_, call, [&](storage::Transaction& tx) -> core::Result<TripDay> {
    const auto event = find_trip(tx, call, id);
    if (!event) return event.error();
    const auto told = find_publication(tx, id, {});
    if (!told) return core::fail(no_published_itinerary, {{"event", id.text()}, {"number", ""}});
    TripDay result{.day = wanted ? *wanted : core::local_date(call.now, event->time_zone).value(), .items = {}};
    const auto lists = registration::load_all_lists(tx, *event);
    const auto groups = load_groups(tx, call.principal.organization, id);
    for (const auto position : items_of_day(*told, result.day)) {
      const auto& item = told->itinerary.items[position];
      DayItem of_day{.item = item,
                     .span = span_of(told->itinerary, item),
                     .place_name = told->itinerary.place(item.place).name,
                     .heads = {}};
      const auto list = std::ranges::find(lists, item.key, &registration::CheckInList::key);
      if (list != lists.end()) {
        core::PageRequest all;
        all.limit = max_counted_heads;
        const auto assigned = item.for_everybody ? std::set<core::ParticipantId>{} : assigned_to(groups, item.key);
        of_day.heads = count(registration::load_pack(tx, id, *list, all).items, assigned.empty() ? nullptr : &assigned);
      }
      result.items.push_back(std::move(of_day));
    }
    return result;
  });
}

}  // namespace tagwerk::trips
