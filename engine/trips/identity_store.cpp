#include "engine/trips/identity_store.hpp"

#include <optional>
#include <string>
#include <utility>

namespace tagwerk::trips {

Identity read_identity(storage::Row& row) {
  using Text = std::optional<std::string>;
  Identity who;
  who.person = row.next<std::optional<core::PersonId>>();
  auto given_name = row.next<Text>();
  auto family_name = row.next<Text>();
  auto email = row.next<Text>();
  if (given_name && family_name && email)
    who.name = registration::Attendee{*std::move(given_name), *std::move(family_name), *std::move(email)};
  return who;
}

void move_identities(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into,
                     const registration::Attendee& name) {
  for (const auto* table :
       {"trip_travellers", "trip_links", "trip_feedback", "trip_rooming_guests", "trip_group_travellers"}) {
    tx.execute(std::string("update ").append(table).append(
                   " set person_id = :into, given_name = :given, family_name = :family, email = :email "
                   "where person_id = :from"),
               {{"from", from},
                {"into", into},
                {"given", name.given_name},
                {"family", name.family_name},
                {"email", name.email}});
  }
}

}  // namespace tagwerk::trips
