#include "engine/trips/traveller_reference_mover.hpp"

#include "engine/trips/identity_store.hpp"

namespace tagwerk::trips {
namespace {

registration::Attendee name_of(const directory::Person& person) {
  return {.given_name = person.given_name, .family_name = person.family_name, .email = person.email};
}

}  // namespace

void TravellerReferenceMover::move_person(storage::Transaction& tx, const access::Call& /*call*/,
                                          const directory::Person& from, const directory::Person& into) {
  move_identities(tx, from.id, into.id, name_of(from));
}

// In the registrations of a company that he left he stays by the name that he had there.
void TravellerReferenceMover::person_changed(storage::Transaction& tx, const access::Call& /*call*/,
                                             const directory::Person& before, const directory::Person& after) {
  move_identities(tx, after.id, after.id, name_of(before.company == after.company ? after : before));
}

}  // namespace tagwerk::trips
