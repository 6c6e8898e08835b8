// Purpose: SQL of the roll-up of an event's registrations by day (schema: registration_days, registration_days_due), and of what it
// is made of: heads that changed, and which companies are partners.
// Errors: storage errors are thrown. Thread-safety: as the Transaction.
// Locks: whoever writes days has the capacity rows of the events.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/id.hpp"
#include "engine/events/event.hpp"
#include "engine/statistics/curve.hpp"
#include "engine/storage/database.hpp"

namespace tagwerk::statistics {

/// In that zone; what would be no date there is one of UTC.
[[nodiscard]] core::Date day_of(core::Instant at, const std::string& time_zone);

struct CurveFacts {
  std::string time_zone;
  std::optional<core::Date> latest;  // day of the roll-up
};
[[nodiscard]] std::map<core::EventId, CurveFacts> load_curve_facts(storage::Transaction& tx,
                                                                   const std::set<core::EventId>& events);
/// What a company is now, and how many heads it has at an event.
struct CompanyNow {
  bool is_partner = true;
  std::int64_t heads = 0;
};
struct EventNow : CurveFacts {
  std::map<core::CompanyId, CompanyNow> companies;
};
/// At least one company of each event. Not locked: of a company that is new at an event its row of heads, which is written before,
/// locks it; of any other who changes its role waits for the event's capacity rows.
[[nodiscard]] std::map<core::EventId, EventNow> load_events_now(
    storage::Transaction& tx, const std::map<core::EventId, std::set<core::CompanyId>>& companies_at);

/// What these companies ever did at the event, in days of that zone. Whether they are partners is the caller's.
[[nodiscard]] std::map<core::CompanyId, CompanyHistory> load_histories(storage::Transaction& tx,
                                                                       const core::EventId& event,
                                                                       const std::string& time_zone,
                                                                       const std::set<core::CompanyId>& companies);
/// The roll-up as all changes say it: read in portions.
[[nodiscard]] Days recount_days(storage::Transaction& tx, const core::EventId& event, const std::string& time_zone);

[[nodiscard]] Days load_days(storage::Transaction& tx, const core::EventId& event);
using DaysByEvent = std::map<core::EventId, Days>;
[[nodiscard]] DaysByEvent load_days(storage::Transaction& tx, const std::set<core::EventId>& events);
void add_days(storage::Transaction& tx, const DaysByEvent& days);
void replace_days(storage::Transaction& tx, const core::EventId& event, const Days& days);

/// Of the event's series, beginning on an earlier day and not cancelled; the latest first.
[[nodiscard]] std::vector<core::EventId> list_earlier_editions(storage::Transaction& tx, const events::Event& event,
                                                               std::size_t limit);
/// Events of any organization, by id.
[[nodiscard]] std::vector<core::EventId> list_event_ids(storage::Transaction& tx,
                                                        const std::optional<core::EventId>& after, std::size_t limit);
[[nodiscard]] std::vector<core::EventId> list_due(storage::Transaction& tx, std::size_t limit);
void mark_done(storage::Transaction& tx, const core::EventId& event);

}  // namespace tagwerk::statistics
