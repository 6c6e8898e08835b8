// Purpose: what organizers do with what a trip asks of its travellers; everybody may read it.
// Errors: core::not_found (event), not_a_study_trip, core::validation_failed, core::precondition_failed.
// Thread-safety: any thread.
#pragma once

#include <cstdint>
#include <string>

#include "engine/access/call.hpp"
#include "engine/core/expected_version.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {

struct RequirementsOfTrip {
  TripRequirements content;
  core::Date return_date;  // that counts
  std::string time_zone;
  std::int64_t version = 0;  // 0: nobody has said anything
};

class TripRequirementsService {
 public:
  explicit TripRequirementsService(storage::Database& database) : database_(&database) {}

  [[nodiscard]] core::Result<RequirementsOfTrip> get(const access::Call& call, const core::EventId& event);
  /// Replaces them, also the first time.
  [[nodiscard]] core::Result<RequirementsOfTrip> put(const access::Call& call, const core::EventId& event,
                                                     const TripRequirements& requirements,
                                                     const core::ExpectedVersion& expected);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
