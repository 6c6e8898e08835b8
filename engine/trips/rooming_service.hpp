// Purpose: what organizers do with the rooms of a trip's lodgings, who has which by hand, and who must not share; companies are told
// where their own travellers are.
// Rules: who has a bed is judged by the same rules as a plan; there is no way around them. The audit trail has rooms and numbers of
// beds, and nobody's name.
// Errors: core::not_found (event, lodging), not_a_study_trip, lodging_missing, rooming_too_large, rooming_breaks_rules,
// core::validation_failed, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/lodging_report.hpp"

namespace tagwerk::trips {

inline constexpr std::size_t max_rooming_exclusions = 1'000;  // of one trip

struct BedWish {
  core::ParticipantId participant;
  std::string room;
  bool fixed = false;
};

struct Exclusions {
  std::vector<RoomingExclusion> pairs;  // of travellers who are there
  std::int64_t version = 0;             // 0: nobody has said anything
};

class RoomingService {
 public:
  explicit RoomingService(storage::Database& database) : database_(&database) {}

  /// In the order of the itinerary, without scores. Of a company: its own travellers, and the rooms in which they are.
  [[nodiscard]] core::Result<std::vector<LodgingReport>> list(const access::Call& call, const core::EventId& event);
  [[nodiscard]] core::Result<LodgingReport> find(const access::Call& call, const core::EventId& event,
                                                 const std::string& lodging);
  /// Replaces the rooms. Who had a bed in one that is gone has none.
  [[nodiscard]] core::Result<LodgingReport> put_rooms(const access::Call& call, const core::EventId& event,
                                                      const std::string& lodging, const std::vector<LodgingRoom>& rooms,
                                                      const core::ExpectedVersion& expected);
  /// Replaces who has which room, and what of it is fixed.
  [[nodiscard]] core::Result<LodgingReport> put_beds(const access::Call& call, const core::EventId& event,
                                                     const std::string& lodging, const std::vector<BedWish>& beds,
                                                     const core::ExpectedVersion& expected);

  [[nodiscard]] core::Result<Exclusions> exclusions(const access::Call& call, const core::EventId& event);
  [[nodiscard]] core::Result<Exclusions> put_exclusions(const access::Call& call, const core::EventId& event,
                                                        const std::vector<RoomingExclusion>& pairs,
                                                        const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
