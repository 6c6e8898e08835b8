#include "engine/statistics/series_of_event.hpp"

#include <utility>

#include "engine/core/refusals.hpp"
#include "engine/events/event_store.hpp"

namespace tagwerk::statistics {

core::Result<std::string> series_of_event(storage::Transaction& tx, const access::Call& call,
                                          const core::EventId& event) {
  auto found = events::find_event(tx, call.principal.organization, event);
  if (!found) return core::refusals::not_found("event", event.text());
  return std::move(found->series_key);
}

}  // namespace tagwerk::statistics
