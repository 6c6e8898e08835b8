// Purpose: what becomes of vendors' participations when their event is cancelled: so are they, and their booths are free. An event
// that has some, cancelled ones too, is not deleted; packages and booths alone go with it. Runs inside the unit of work of that
// change. Errors: storage errors are thrown. Thread-safety: any thread.
#pragma once

#include <string>
#include <vector>

#include "engine/access/call.hpp"
#include "engine/events/observers.hpp"

namespace tagwerk::vendors {

class VendorDependents final : public events::EventDependents {
 public:
  [[nodiscard]] std::vector<std::string> dependents(storage::Transaction& tx, const core::EventId& event) override;
  void event_cancelled(storage::Transaction& tx, const access::Call& call, const core::EventId& event) override;
};

}  // namespace tagwerk::vendors
