// Purpose: SQL of the talks of a series: four statements, however many events it has. A company that was merged away counts as the one
// that it is now. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>
#include <span>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/statistics/vendor_talks.hpp"
#include "engine/statistics/vendors.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

struct TalkEvents {
  std::vector<TalkEvent> events;
  std::map<core::CompanyId, std::string> names;  // of all companies in them
};

/// `events`: all of the series that are not cancelled, with the vendors that booked.
[[nodiscard]] TalkEvents load_talk_events(storage::Transaction& tx, const core::SeriesId& series,
                                          std::span<const VendorEvent> events);

}  // namespace tagwerk::statistics
