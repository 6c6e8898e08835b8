// Purpose: what travellers need and wish of rooms: organizers say it, and companies of their own travellers.
// Rules: a company's token names its own travellers only, in what it says and in what it is told; what organizers said of others stays
// when it says something anew. The audit trail says which members changed, never to what.
// Errors: core::not_found (event, traveller), not_a_study_trip, core::validation_failed (also core::reference_not_found),
// traveller_not_named, core::precondition_failed. Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/rooming_wishes.hpp"
#include "engine/trips/traveller.hpp"

namespace tagwerk::trips {

/// A room that he has, in words.
struct TravellerBed {
  std::string lodging;  // the item's key
  std::string room;     // its name
};

struct RoomingWishReport {
  core::ParticipantId traveller;
  Identity who;
  RoomingWishes wishes;
  int alone_weight = 0;            // that counts
  std::vector<TravellerBed> beds;  // by lodging
  std::optional<core::Instant> updated_at;
  std::int64_t version = 0;  // 0: nothing was said yet
};

class RoomingWishService {
 public:
  explicit RoomingWishService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<RoomingWishReport> find(const access::Call& call, const core::EventId& event,
                                                     const core::ParticipantId& traveller);
  /// In the place of all that was said of him.
  [[nodiscard]] core::Result<RoomingWishReport> put(const access::Call& call, const core::EventId& event,
                                                    const core::ParticipantId& traveller, const RoomingWishes& wishes,
                                                    const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

/// For who may see him, whatever his state; none: nothing is kept of who he is now.
[[nodiscard]] std::optional<RoomingWishReport> kept_rooming_of(storage::Transaction& tx, const access::Call& call,
                                                               const core::EventId& event,
                                                               const core::ParticipantId& traveller);

}  // namespace tagwerk::trips
