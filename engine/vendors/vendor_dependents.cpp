#include "engine/vendors/vendor_dependents.hpp"

#include "engine/core/refusals.hpp"
#include "engine/vendors/booth_giving.hpp"
#include "engine/vendors/vendor_participation_audit.hpp"
#include "engine/vendors/vendor_participation_store.hpp"

namespace tagwerk::vendors {

std::vector<std::string> VendorDependents::dependents(storage::Transaction& tx, const core::EventId& event) {
  std::vector<std::string> words;
  core::refusals::add_count(words, count_participations(tx, event), "vendor participation", "vendor participations");
  return words;
}

void VendorDependents::event_cancelled(storage::Transaction& tx, const access::Call& call, const core::EventId& event) {
  std::vector<audit::Record> entries;
  for (const auto& before : lock_live_of_event(tx, event)) {
    const auto after = cancelled(before, std::string(reason_event_cancelled), call.now);
    give_booths(tx, call, before.id, std::nullopt);
    update_participation(tx, after);
    entries.push_back(record_of("cancelled", before, after));
  }
  audit::record_all(tx, call, entries);
}

}  // namespace tagwerk::vendors
