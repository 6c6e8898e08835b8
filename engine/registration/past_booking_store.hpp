// Purpose: SQL of the keys under which registrations were taken over (schema: import_keys).
// Errors: storage errors are thrown. Thread-safety: as the Transaction; the event's capacity rows are locked by who writes.
#pragma once

#include <map>
#include <set>
#include <string>

#include "engine/core/id.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::registration {

using ImportKeys = std::map<std::string, core::RegistrationId>;

/// Those of these that the event has.
[[nodiscard]] ImportKeys load_import_keys(storage::Transaction& tx, const core::EventId& event,
                                          const std::set<std::string>& keys);
/// New ones.
void insert_import_keys(storage::Transaction& tx, const core::EventId& event, const ImportKeys& keys);

}  // namespace tagwerk::registration
