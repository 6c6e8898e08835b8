// Purpose: SQL of the events of a series with what the roll-up and their places say of them, and of when companies first came to
// other series. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <map>

#include "engine/core/id.hpp"
#include "engine/core/time.hpp"
#include "engine/statistics/editions.hpp"
#include "engine/statistics/retention.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// Registered at the start: of those that have begun by then in their zone, as far as registrations are known.
[[nodiscard]] std::map<core::EventId, EditionFacts> load_edition_facts(storage::Transaction& tx,
                                                                       const core::SeriesId& series, core::Instant now);
/// By the first day of the events, with a confirmed head.
[[nodiscard]] FirstElsewhere load_first_elsewhere(storage::Transaction& tx, const core::OrganizationId& organization,
                                                  const core::SeriesId& series);

}  // namespace tagwerk::statistics
