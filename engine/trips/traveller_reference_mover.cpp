#include "engine/trips/traveller_reference_mover.hpp"

#include "engine/trips/personal_link_store.hpp"
#include "engine/trips/rooming_guest_store.hpp"
#include "engine/trips/sub_group_store.hpp"
#include "engine/trips/traveller_store.hpp"
#include "engine/trips/trip_feedback_store.hpp"

namespace tagwerk::trips {
namespace {

registration::Attendee name_of(const directory::Person& person) {
  return {.given_name = person.given_name, .family_name = person.family_name, .email = person.email};
}

}  // namespace

void TravellerReferenceMover::move_person(storage::Transaction& tx, const access::Call& /*call*/,
                                          const directory::Person& from, const directory::Person& into) {
  move_identity(tx, from.id, into.id, name_of(from));
  move_link_identity(tx, from.id, into.id, name_of(from));
  move_feedback_identity(tx, from.id, into.id, name_of(from));
  move_rooming_identity(tx, from.id, into.id, name_of(from));
  move_group_identity(tx, from.id, into.id, name_of(from));
}

// In the registrations of a company that he left he stays by the name that he had there.
void TravellerReferenceMover::person_changed(storage::Transaction& tx, const access::Call& /*call*/,
                                             const directory::Person& before, const directory::Person& after) {
  const auto name = name_of(before.company == after.company ? after : before);
  move_identity(tx, after.id, after.id, name);
  move_link_identity(tx, after.id, after.id, name);
  move_feedback_identity(tx, after.id, after.id, name);
  move_rooming_identity(tx, after.id, after.id, name);
  move_group_identity(tx, after.id, after.id, name);
}

}  // namespace tagwerk::trips
