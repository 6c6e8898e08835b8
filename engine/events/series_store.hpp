// Purpose: SQL of series (schema: series). Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/core/page.hpp"
#include "engine/events/series.hpp"
#include "engine/storage/database.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {

[[nodiscard]] std::optional<Series> find_series_by_key(storage::Transaction& tx,
                                                       const core::OrganizationId& organization, std::string_view key,
                                                       storage::Lock lock = storage::Lock::none);
[[nodiscard]] core::Page<Series> list_series(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const core::PageRequest& page);
/// False when the organization has a series of that key.
[[nodiscard]] bool insert_series(storage::Transaction& tx, const core::OrganizationId& organization,
                                 const Series& series);
void update_series(storage::Transaction& tx, const Series& series);
/// Its events show the kind of their series, so they are new versions when it changes.
void touch_events_of(storage::Transaction& tx, const core::SeriesId& series, core::Instant now);
[[nodiscard]] std::int64_t count_events_of(storage::Transaction& tx, const core::SeriesId& series);
/// False when other tables still refer to it.
[[nodiscard]] bool remove_series(storage::Transaction& tx, const core::SeriesId& series);

}  // namespace tagwerk::events
