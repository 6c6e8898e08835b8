// Purpose: who takes part in the talks of an event: companies with confirmed places, and vendors whose participation is booked or
// confirmed. Errors: storage errors are thrown. Thread-safety: as the Transaction.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/directory/company.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::meetings {

struct TakingPart {
  core::CompanyId company;
  std::string name;
  directory::CompanyRole role = directory::CompanyRole::partner;
  std::optional<int> talk_quota;        // of a vendor's package
  std::vector<std::string> own_tables;  // of a vendor's participation
};

/// By id.
[[nodiscard]] std::vector<TakingPart> load_taking_part(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::meetings
