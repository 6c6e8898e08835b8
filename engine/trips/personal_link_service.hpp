// Purpose: personal links are made, listed and ended by organizers, and open the published itinerary.
// Errors: core::not_found (event, traveller, personal link), not_a_study_trip, core::validation_failed (core::reference_not_found,
// core::field_duplicate at /participants/…), traveller_not_named, link_time_is_over, no_published_itinerary,
// core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/itinerary_service.hpp"
#include "engine/trips/personal_link.hpp"

namespace tagwerk::trips {

/// A link that is good, as organizers see it.
struct LinkState {
  core::ParticipantId participant;
  core::CompanyId company;
  registration::Attendee name;
  core::Instant created_at;
  core::Date ends_on;  // its last day, in the event's zone
};
struct MadeLink : LinkState {
  std::string text;  // the only time that it is seen
};

class PersonalLinkService {
 public:
  explicit PersonalLinkService(storage::Database& database) : database_(&database) {}

  /// For those; where nobody is said, for all named travellers who have none. A new one ends the old one.
  [[nodiscard]] core::Result<std::vector<MadeLink>> make(
      const access::Call& call, const core::EventId& event,
      const std::optional<std::vector<core::ParticipantId>>& participants);
  /// By participant; `updated_since` is of when they were made.
  [[nodiscard]] core::Result<core::Page<LinkState>> list(const access::Call& call, const core::EventId& event,
                                                         const core::PageRequest& page);
  /// There need not be one, unless `expected` says so.
  [[nodiscard]] core::Result<> end(const access::Call& call, const core::EventId& event,
                                   const core::ParticipantId& participant, const core::ExpectedVersion& expected);
  /// Whether the link is good; `anonymous` has no principal.
  [[nodiscard]] core::Result<> check(const access::Call& anonymous, std::string_view text);
  [[nodiscard]] core::Result<ToldItinerary> itinerary(const access::Call& anonymous, std::string_view text);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
