// Purpose: what staff reads about the door of an event: the pack for scanners without network, and live counters.
// Errors: core::not_found (event), core::validation_failed (reference_not_found at ?list). Thread-safety: any thread.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/core/page.hpp"
#include "engine/core/result.hpp"
#include "engine/registration/check_in_report.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

/// Of all lists of the event, the default one first.
[[nodiscard]] std::vector<ListSummary> sum_up_door(storage::Transaction& tx, const events::Event& event,
                                                   core::Instant now);

class CheckInReportService {
 public:
  explicit CheckInReportService(storage::Database& database) : database_(&database) {}

  /// `list`: key; none: the default list.
  [[nodiscard]] core::Result<core::Page<PackedTicket>> pack(const access::Call& call, const core::EventId& event,
                                                            const std::optional<std::string>& list,
                                                            const core::PageRequest& page);
  [[nodiscard]] core::Result<std::vector<ListSummary>> summary(const access::Call& call, const core::EventId& event);

 private:
  storage::Database* database_;
};

}  // namespace tagwerk::registration
