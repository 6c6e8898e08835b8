#include "engine/trips/rooming_beds.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <utility>

#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/trips/rooming_store.hpp"

namespace tagwerk::trips {
namespace {

std::string count_of(const std::vector<Bed>& beds) {
  const auto fixed = std::count_if(beds.begin(), beds.end(), [](const Bed& bed) { return bed.fixed; });
  return std::to_string(beds.size()) + " given, " + std::to_string(fixed) + " fixed";
}

}  // namespace

core::Result<Lodging> lodging_in(const TripRooming& trip, const std::string& key) {
  const auto* found = trip.lodging(key);
  if (found == nullptr) return core::refusals::not_found("lodging", key);
  return *found;
}

void keep_beds(storage::Transaction& tx, const access::Call& call, const core::EventId& event, ReadRooming& read,
               const std::string& key, std::vector<Bed> beds) {
  auto& trip = read.trip;
  std::ranges::sort(beds, {}, &Bed::guest);
  std::vector<Bed> before;
  std::ranges::copy_if(trip.beds, std::back_inserter(before), [&](const Bed& bed) { return bed.lodging == key; });
  if (beds == before) return;
  auto& lodging = *std::ranges::find(trip.lodgings, key, &Lodging::key);
  ++lodging.version;
  std::set<core::ParticipantId> guests;
  for (const auto& bed : beds) guests.insert(bed.guest);
  std::vector<FoundGuest> heads;
  std::ranges::copy_if(read.heads, std::back_inserter(heads),
                       [&](const FoundGuest& head) { return guests.contains(head.id); });
  ensure_rooming_guests(tx, call.principal.organization, event, heads, call.now);
  save_beds(tx, event, lodging, beds, call.now);
  audit::record(tx, call,
                {.object_kind = "event",
                 .object = event.uuid,
                 .action = "rooming_beds_changed",
                 .changes = {{.member = "beds/" + key, .before = count_of(before), .after = count_of(beds)}}});
  std::erase_if(trip.beds, [&](const Bed& bed) { return bed.lodging == key; });
  trip.beds.insert(trip.beds.end(), std::make_move_iterator(beds.begin()), std::make_move_iterator(beds.end()));
}

}  // namespace tagwerk::trips
