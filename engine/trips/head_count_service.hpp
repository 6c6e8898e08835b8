// Purpose: what a guide asks on the road. The route table says who may: staff, for names of all companies are in it.
// Errors: core::not_found (event), not_a_study_trip, no_published_itinerary. Thread-safety: any thread.
#pragma once

#include <optional>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/result.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/head_count.hpp"

namespace tagwerk::trips {

struct TripDay {
  core::Date day;
  std::vector<DayItem> items;
};

class HeadCountService {
 public:
  explicit HeadCountService(storage::Database& database) : database_(&database) {}

  /// `day`: the one that it is now in the event's zone, where it is left out.
  [[nodiscard]] core::Result<TripDay> day(const access::Call& call, const core::EventId& event,
                                          std::optional<core::Date> day);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::trips
