#include "engine/registration/check_in_report.hpp"

#include "engine/core/time_zone.hpp"

namespace tagwerk::registration {
namespace {

std::int64_t value_in(const std::map<std::string, std::int64_t>& counts, const std::string& key) {
  const auto found = counts.find(key);
  return found == counts.end() ? 0 : found->second;
}

}  // namespace

bool is_over(const events::Event& event, core::Instant now) {
  if (event.status == events::EventStatus::cancelled) return false;
  if (event.status == events::EventStatus::completed) return true;
  const auto end = core::start_of_day(event.ends_on + boost::gregorian::days(1), event.time_zone);
  return end && *end <= now;
}

std::int64_t registered_on(const CheckInList& list, const ConfirmedHeads& heads) {
  if (list.admits == Admits::all) return heads.all;
  if (list.admits == Admits::pool) return list.pool ? value_in(heads.by_pool, *list.pool) : 0;
  std::int64_t sum = 0;
  if (list.categories) {
    for (const auto& category : *list.categories) sum += value_in(heads.by_category, category);
  }
  return sum;
}

ListSummary summarize(const CheckInList& list, const ConfirmedHeads& heads, const DoorCounts& counts,
                      const FailedScans& failed, std::optional<std::int64_t> came) {
  ListSummary summary;
  summary.key = list.key;
  summary.name = list.name;
  summary.registered = registered_on(list, heads);
  summary.checked_in = counts.checked_in;
  summary.inside = counts.inside;
  if (came) summary.no_show = summary.registered - *came;
  for (const auto result : all_scan_results) {
    if (result == ScanResult::ok) continue;
    const auto found = failed.find(result);
    summary.failed[result] = found == failed.end() ? 0 : found->second;
  }
  return summary;
}

}  // namespace tagwerk::registration
