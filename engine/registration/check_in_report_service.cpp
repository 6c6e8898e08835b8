#include "engine/registration/check_in_report_service.hpp"

#include <algorithm>

#include "engine/access/reading.hpp"
#include "engine/core/refusals.hpp"
#include "engine/core/text.hpp"
#include "engine/events/event_store.hpp"
#include "engine/registration/check_in_list_store.hpp"
#include "engine/registration/check_in_report_store.hpp"

namespace tagwerk::registration {

namespace refusals = core::refusals;

core::Result<core::Page<PackedTicket>> CheckInReportService::pack(const access::Call& call,
                                                                  const core::EventId& event_id,
                                                                  const std::optional<std::string>& key,
                                                                  const core::PageRequest& page) {
  using Pack = core::Page<PackedTicket>;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Pack> {
    const auto event = events::find_event(tx, call.principal.organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    const auto lists = load_all_lists(tx, *event);
    const auto wanted = key.value_or(std::string(default_list_key));
    const auto list =
        std::find_if(lists.begin(), lists.end(), [&](const CheckInList& one) { return one.key == wanted; });
    if (list == lists.end()) return refusals::no_such_reference("?list", "check-in list", core::echo(wanted));
    return load_pack(tx, event_id, *list, page);
  });
}

std::vector<ListSummary> sum_up_door(storage::Transaction& tx, const events::Event& event, core::Instant now) {
  const auto lists = load_all_lists(tx, event);
  const auto heads = load_confirmed_heads(tx, event.id, lists);
  auto counts = load_door_counts(tx, event.id);
  auto failed = load_failed_scans(tx, event.id);
  const bool over = is_over(event, now);
  std::vector<ListSummary> summaries;
  summaries.reserve(lists.size());
  for (const auto& list : lists) {
    const auto came = over ? std::optional(count_came(tx, event.id, list)) : std::nullopt;
    summaries.push_back(summarize(list, heads, counts[list.id], failed[list.id], came));
  }
  return summaries;
}

core::Result<std::vector<ListSummary>> CheckInReportService::summary(const access::Call& call,
                                                                     const core::EventId& event_id) {
  using Summaries = std::vector<ListSummary>;
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<Summaries> {
    const auto event = events::find_event(tx, call.principal.organization, event_id);
    if (!event) return refusals::not_found("event", event_id.text());
    return sum_up_door(tx, *event, call.now);
  });
}

}  // namespace tagwerk::registration
