// Purpose: what is known of the travellers of a trip: organizers and the traveller's company keep it. Tokens of a company see and
// change its own travellers; those of others are not there. The audit trail says which members changed, never to what.
// Errors: core::not_found (event, traveller, passport number), not_a_study_trip, core::validation_failed, traveller_not_named,
// passport_number_unreadable, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/events/event.hpp"
#include "engine/registration/registration.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/incident.hpp"
#include "engine/trips/passport_number.hpp"
#include "engine/trips/readiness.hpp"
#include "engine/trips/rooming_wish_service.hpp"
#include "engine/trips/sub_group.hpp"
#include "engine/trips/traveller.hpp"
#include "engine/trips/trip_feedback.hpp"

namespace tagwerk::trips {

/// What is kept of somebody's own words on the trip. Grades are not told: they are his who has the link.
struct GivenComments {
  core::Instant given_at;
  std::vector<TripComment> comments;
};

/// All that is kept of one person for a trip, but for the number of the passport, and grades.
struct PersonalData {
  events::Event event;
  Traveller traveller;
  registration::ParticipantState state = registration::ParticipantState::confirmed;
  std::vector<Gap> gaps;
  std::optional<core::Instant> link_made_at;  // of his personal link
  std::optional<GivenComments> feedback;
  std::optional<RoomingWishReport> rooming;  // none: nothing is kept
  std::vector<GroupWish> group_wishes;
  std::vector<GroupPlace> groups;
  std::vector<Incident> incidents;  // about him; to organizers alone
};

class TravellerService {
 public:
  explicit TravellerService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<core::Page<Traveller>> list(const access::Call& call, const core::EventId& event,
                                                         const core::PageRequest& page);
  [[nodiscard]] core::Result<Traveller> find(const access::Call& call, const core::EventId& event,
                                             const core::ParticipantId& participant);
  /// In the place of all that was said of him.
  [[nodiscard]] core::Result<Traveller> put(const access::Call& call, const PassportNumbers& numbers,
                                            const core::EventId& event, const core::ParticipantId& participant,
                                            const ProfileWish& wish, const core::ExpectedVersion& expected);
  /// All that was said of him and that he commented, and his personal link; also of somebody who does not come any more. There need
  /// not be anything. Grades that he gave stay in the totals.
  [[nodiscard]] core::Result<> erase(const access::Call& call, const core::EventId& event,
                                     const core::ParticipantId& participant, const core::ExpectedVersion& expected);
  /// That it was read is in the audit trail.
  [[nodiscard]] core::Result<std::string> read_passport_number(const access::Call& call, const PassportNumbers& numbers,
                                                               const core::EventId& event,
                                                               const core::ParticipantId& participant);
  /// Also of somebody who does not come any more. That his comments were read is in the audit trail.
  [[nodiscard]] core::Result<PersonalData> export_of(const access::Call& call, const core::EventId& event,
                                                     const core::ParticipantId& participant);
  /// Of a company, or of all.
  [[nodiscard]] core::Result<Readiness> readiness(const access::Call& call, const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
