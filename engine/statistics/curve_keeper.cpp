#include "engine/statistics/curve_keeper.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "engine/events/capacity_store.hpp"
#include "engine/registration/party_store.hpp"
#include "engine/statistics/curve_store.hpp"

namespace tagwerk::statistics {
namespace {

constexpr std::size_t events_per_portion = 500;

using ChangesByCompany = std::map<core::CompanyId, std::vector<DatedHeads>>;

bool is_behind(const ChangesByCompany& changes, const std::optional<core::Date>& latest) {
  if (!latest) return false;
  return std::any_of(changes.begin(), changes.end(), [&](const auto& of_company) {
    return std::any_of(of_company.second.begin(), of_company.second.end(),
                       [&](const DatedHeads& change) { return change.day < *latest; });
  });
}

// True if it was something else.
bool count_anew(storage::Transaction& tx, const core::EventId& event) {
  const auto facts = load_curve_facts(tx, {event});
  if (facts.empty()) return false;
  const auto days = recount_days(tx, event, facts.begin()->second.time_zone);
  if (days == load_days(tx, event)) return false;
  replace_days(tx, event, days);
  return true;
}

void rebuild(storage::Database& database, const core::EventId& event, CurveRebuild& report) {
  ++report.events;
  report.differed += database.transact(nullptr, [&](storage::Transaction& tx) {
    static_cast<void>(events::lock_pools(tx, event));
    mark_done(tx, event);
    return count_anew(tx, event) ? 1U : 0U;
  });
}

}  // namespace

void CurveKeeper::heads_changed(storage::Transaction& tx, std::span<const events::HeadsChange> changes) {
  if (changes.empty()) return;
  std::map<core::EventId, std::set<core::CompanyId>> companies_at;
  for (const auto& change : changes) companies_at[change.event].insert(change.company);
  const auto now = load_events_now(tx, companies_at);
  std::map<core::EventId, ChangesByCompany> by_event;
  for (const auto& change : changes) {
    const auto day = day_of(change.at, now.at(change.event).time_zone);
    by_event[change.event][change.company].push_back({.day = day, .delta = change.delta});
  }
  DaysByEvent altered;
  for (const auto& [event, of_event] : by_event) {
    const auto& known = now.at(event);
    const bool looks_back = is_behind(of_event, known.latest);
    auto histories = looks_back ? load_histories(tx, event, known.time_zone, companies_at.at(event))
                                : std::map<core::CompanyId, CompanyHistory>();
    for (const auto& [company, of_company] : of_event) {
      const auto& facts = known.companies.at(company);
      auto& history = histories[company];
      // Where nothing is known of later days, what a company has now and what has just changed say all that is needed.
      if (!looks_back) history = history_up_to_now(facts.heads, of_company);
      history.is_partner = facts.is_partner;
      add(altered[event], alteration(history, of_company));
    }
  }
  add_days(tx, altered);
}

void CurveKeeper::heads_belong_to_others(storage::Transaction& tx, const std::set<core::EventId>& events) {
  for (const auto& event : events) count_anew(tx, event);
}

core::Result<> CurveKeeper::days_changed(storage::Transaction& tx, const access::Call&, const events::Event& before,
                                         const events::Event& after) {
  if (before.time_zone == after.time_zone) return {};
  static_cast<void>(events::lock_pools(tx, after.id));
  count_anew(tx, after.id);
  return {};
}

void CurveKeeper::company_role_changed(storage::Transaction& tx, const core::OrganizationId&,
                                       const core::CompanyId& company) {
  const auto events = registration::load_events_of(tx, company);
  static_cast<void>(events::lock_pools(tx, events));
  heads_belong_to_others(tx, events);
}

CurveRebuild rebuild_curves(storage::Database& database) {
  CurveRebuild report;
  std::optional<core::EventId> last;
  for (;;) {
    const auto events =
        database.read([&](storage::Transaction& tx) { return list_event_ids(tx, last, events_per_portion); });
    if (events.empty()) return report;
    for (const auto& event : events) rebuild(database, event, report);
    last = events.back();
  }
}

CurveRebuild rebuild_due_curves(storage::Database& database) {
  CurveRebuild report;
  for (;;) {
    const auto events = database.read([&](storage::Transaction& tx) { return list_due(tx, events_per_portion); });
    if (events.empty()) return report;
    for (const auto& event : events) rebuild(database, event, report);
  }
}

}  // namespace tagwerk::statistics
