#include "engine/statistics/event_facts_store.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/statistics/attendance_store.hpp"
#include "engine/statistics/turnout_store.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::statistics {
namespace {

struct EventRow {
  EventFacts facts;
  std::optional<core::Uuid> count;  // of who came, where that is kept
};

EventRow read_event(storage::Row& row) {
  EventRow read;
  auto& event = read.facts;
  event.event = row.next<core::EventId>();
  event.year = row.next<int>();
  const auto status = row.next<int>();
  event.progress = status == 2 ? Progress::cancelled : status == 1 ? Progress::completed : Progress::not_completed;
  event.ends_on = row.next<core::Date>();
  const bool recorded = row.next<bool>();
  const auto figures = read_figures(row);
  const bool complete = row.next<bool>();
  if (recorded) event.record = NewAttendanceRecord{.figures = figures, .source = {}, .complete = complete};
  read.count = row.next<std::optional<core::Uuid>>();
  return read;
}

std::vector<EventRow> load_event_rows(storage::Transaction& tx, const core::SeriesId& series) {
  return tx.select(
      std::string(
          "select e.id, e.edition_year, case e.status when 'cancelled' then 2 when 'completed' then 1 else 0 end, "
          "e.ends_on, r.event_id is not null, r.companies, r.participants, r.vendors, coalesce(r.complete, 0), "
          "case e.status when 'completed' then t.count_id end "
          "from events e left join event_attendance_records r on r.event_id = e.id left join ") +
          turnout_of_event + "where e.series_id = :series",
      {{"series", series}}, read_event);
}

struct HeadsRow {
  core::EventId event;
  CompanyHeads heads;
};

HeadsRow read_heads(storage::Row& row) {
  return {
      .event = row.next<core::EventId>(),
      .heads = {
          .company = row.next<core::CompanyId>(), .is_partner = row.next<bool>(), .heads = row.next<std::int64_t>()}};
}

std::vector<HeadsRow> load_confirmed(storage::Transaction& tx, const std::vector<core::EventId>& events) {
  if (events.empty()) return {};
  return tx.select(
      "select h.event_id, h.company_id, c.role = 'partner', h.confirmed_heads from event_companies h "
      "join companies c on c.id = h.company_id where h.event_id in " +
          storage::IdList(events).sql() + " and h.confirmed_heads > 0",
      {}, read_heads);
}

std::vector<HeadsRow> load_kept_turnouts(storage::Transaction& tx, const std::vector<core::EventId>& events) {
  if (events.empty()) return {};
  return tx.select(
      "select h.event_id, h.company_id, c.role = 'partner', h.heads from event_turnout_companies h "
      "join companies c on c.id = h.company_id where h.event_id in " +
          storage::IdList(events).sql(),
      {}, read_heads);
}

// A participant counts once, however often the ticket was scanned: an entry that was accepted, and the place still confirmed
// (registration::count_checked_in keeps such a registration from being cancelled).
// The order of the join is ours: left alone, the database reads all check-ins there are when a series has many of them.
std::vector<HeadsRow> count_checked_in(storage::Transaction& tx, const std::vector<core::EventId>& events) {
  if (events.empty()) return {};
  return tx.select(
      std::string(
          "select straight_join i.event_id, g.company_id, c.role = 'partner', count(distinct i.participant_id) "
          "from check_ins i join registration_participants p on p.id = i.participant_id and p.state = "
          "'confirmed' join registrations g on g.id = p.registration_id join companies c on c.id = g.company_id "
          "where i.event_id in ") +
          storage::IdList(events).sql() + " and " + let_in + "group by i.event_id, g.company_id, c.role",
      {}, read_heads);
}

class Facts {
 public:
  Facts(storage::Transaction& tx, const core::SeriesId& series) : tx_(&tx), rows_(load_event_rows(tx, series)) {
    for (auto& row : rows_) by_id_.emplace(row.facts.event, &row);
  }

  /// Who came to completed events.
  void add_turnouts(TurnoutMemory* memory) {
    std::vector<core::EventId> kept;
    std::vector<core::EventId> uncounted;
    for (auto& row : rows_) {
      if (row.facts.progress != Progress::completed) continue;
      const auto& event = row.facts.event;
      const auto known = memory != nullptr && row.count ? memory->find(event, *row.count) : nullptr;
      if (known) {
        row.facts.checked_in = *known;
      } else {
        (row.count ? kept : uncounted).push_back(event);
      }
    }
    add(load_kept_turnouts(*tx_, kept), &EventFacts::checked_in);
    add(count_checked_in(*tx_, uncounted), &EventFacts::checked_in);
    if (memory == nullptr) return;
    for (const auto& event : kept) {
      const auto& row = *by_id_.at(event);
      memory->keep(event, *row.count, std::make_shared<const std::vector<CompanyHeads>>(row.facts.checked_in));
    }
  }

  void add_confirmed(bool only_where_counted) {
    std::vector<core::EventId> events;
    for (const auto& row : rows_) {
      const auto& facts = row.facts;
      if (facts.progress == Progress::cancelled || (only_where_counted && !facts.checked_in.empty())) continue;
      events.push_back(facts.event);
    }
    add(load_confirmed(*tx_, events), &EventFacts::confirmed);
  }

  std::vector<EventFacts> take() {
    std::vector<EventFacts> events;
    events.reserve(rows_.size());
    for (auto& row : rows_) events.push_back(std::move(row.facts));
    return events;
  }

 private:
  void add(const std::vector<HeadsRow>& rows, std::vector<CompanyHeads> EventFacts::*list) {
    for (const auto& [event, heads] : rows) (by_id_.at(event)->facts.*list).push_back(heads);
  }

  storage::Transaction* tx_;
  std::vector<EventRow> rows_;
  std::unordered_map<core::EventId, EventRow*> by_id_;
};

}  // namespace

std::vector<EventFacts> load_events(storage::Transaction& tx, const core::SeriesId& series) {
  Facts facts(tx, series);
  facts.add_turnouts(nullptr);
  facts.add_confirmed(false);
  return facts.take();
}

std::vector<EventFacts> load_counted_events(storage::Transaction& tx, const core::SeriesId& series,
                                            TurnoutMemory& memory) {
  Facts facts(tx, series);
  facts.add_turnouts(&memory);
  facts.add_confirmed(true);
  return facts.take();
}

}  // namespace tagwerk::statistics
