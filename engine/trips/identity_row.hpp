// Purpose: who was named on a place, from the columns person, given name, family name and address of a row.
// Errors: storage errors are thrown. Thread-safety: as the row.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "engine/storage/value.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

[[nodiscard]] inline Identity read_identity(storage::Row& row) {
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

}  // namespace tagwerk::trips
