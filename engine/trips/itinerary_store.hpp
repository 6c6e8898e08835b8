// Purpose: SQL of itineraries (schema: trip_itineraries and what hangs on it). Errors: storage errors are thrown.
// Thread-safety: as the Transaction. Locks: the event's row comes first; whoever writes has it alone.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"
#include "engine/trips/itinerary_publication.hpp"

namespace tagwerk::trips {

struct Draft {
  Itinerary itinerary;
  std::int64_t version = 0;
  int publications = 0;  // so far
};

[[nodiscard]] std::optional<Draft> find_draft(storage::Transaction& tx, const core::EventId& event);
/// Whether there was one before or not.
void save_draft(storage::Transaction& tx, const core::EventId& event, const Itinerary& itinerary, std::int64_t version,
                core::Instant now);
/// `number`: the last one where it is left out.
[[nodiscard]] std::optional<Publication> find_publication(storage::Transaction& tx, const core::EventId& event,
                                                          std::optional<int> number);
/// The latest first, the whole of each.
[[nodiscard]] std::vector<Publication> load_publications(storage::Transaction& tx, const core::EventId& event,
                                                         int before_number, int count);
/// There is a draft.
void insert_publication(storage::Transaction& tx, const core::EventId& event, const Publication& publication,
                        std::int64_t version);
/// Confirmed heads of the event; of one company where it is named.
[[nodiscard]] std::int64_t count_heads(storage::Transaction& tx, const core::EventId& event,
                                       const std::optional<core::CompanyId>& company);

}  // namespace tagwerk::trips
