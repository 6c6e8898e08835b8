#include "engine/trips/rooming_reader.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/trips/itinerary_store.hpp"
#include "engine/trips/rooming_store.hpp"
#include "engine/trips/trip_price_store.hpp"

namespace tagwerk::trips {

std::vector<Lodging> read_lodgings(storage::Transaction& tx, const core::EventId& event) {
  const auto draft = find_draft(tx, event);
  return lodgings_of(draft ? draft->itinerary : Itinerary{}, load_lodgings(tx, event));
}

ReadRooming read_rooming(storage::Transaction& tx, const core::OrganizationId& organization,
                         const core::EventId& event) {
  ReadRooming read;
  auto& trip = read.trip;
  trip.lodgings = read_lodgings(tx, event);
  read.heads = load_rooming_guests(tx, organization, event);
  const auto terms = load_all_terms(tx, event);
  std::set<core::ParticipantId> known;  // of whom what is kept is theirs
  for (const auto& head : read.heads) {
    if (!head.who.name) {
      ++trip.unnamed;
      continue;
    }
    if (head.is_theirs) known.insert(head.id);
    const auto agreed = terms.find(head.id);
    trip.guests.push_back({.id = head.id,
                           .company = head.company,
                           .given_name = head.who.name->given_name,
                           .family_name = head.who.name->family_name,
                           .wishes = head.wishes,
                           .pays_single_supplement = agreed != terms.end() && agreed->second.terms.single_supplement});
  }
  trip.beds = load_beds(tx, event);
  std::erase_if(trip.beds, [&](const Bed& bed) { return !known.contains(bed.guest); });
  auto exclusions = load_exclusions(tx, event);
  std::erase_if(exclusions.pairs,
                [&](const RoomingExclusion& pair) { return !known.contains(pair.one) || !known.contains(pair.other); });
  trip.exclusions = std::move(exclusions.pairs);
  read.exclusions_version = exclusions.version;
  return read;
}

}  // namespace tagwerk::trips
