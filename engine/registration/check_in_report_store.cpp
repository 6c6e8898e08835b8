#include "engine/registration/check_in_report_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/registration/participant_store.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

// Is the registration `r` on the list? 0 or 1.
class OnList {
 public:
  explicit OnList(const CheckInList& list)
      : categories_(list.categories.value_or(std::vector<std::string>{})), list_(&list) {}

  [[nodiscard]] std::string sql() const {
    switch (list_->admits) {
      case Admits::all:
        return "1";
      case Admits::categories:
        return "coalesce(r.category in " + categories_.sql() + ", 0)";
      case Admits::pool:
        break;
    }
    return "exists (select 1 from registration_pools x where x.registration_id = r.id and x.pool_key = :pool "
           "and x.confirmed > 0)";
  }
  [[nodiscard]] storage::Binds with(storage::Binds binds) const {
    if (list_->admits == Admits::pool) binds.push_back({"pool", list_->pool});
    return binds;
  }

 private:
  storage::IdList categories_;
  const CheckInList* list_;
};

PackedTicket read_ticket(storage::Row& row) {
  PackedTicket ticket;
  ticket.id = row.next<core::ParticipantId>();
  ticket.ticket_code = row.next<std::string>();
  ticket.state = storage::stored(parse_participant_state(row.next<std::string>()));
  ticket.given_name = row.next<std::optional<std::string>>();
  ticket.family_name = row.next<std::optional<std::string>>();
  ticket.company = row.next<core::CompanyId>();
  ticket.company_name = row.next<std::string>();
  ticket.category = row.next<std::optional<std::string>>();
  ticket.on_list = row.next<bool>();
  ticket.inside = row.next<bool>();
  ticket.updated_at = row.next<core::Instant>();
  return ticket;
}

std::map<std::string, std::int64_t> load_counts(storage::Transaction& tx, std::string_view sql,
                                                const core::EventId& event) {
  const auto rows = tx.select(sql, {{"event", event}}, [](storage::Row& row) {
    auto key = row.next<std::string>();
    return std::pair(std::move(key), row.next<std::int64_t>());
  });
  return {rows.begin(), rows.end()};
}

bool some_admit(const std::vector<CheckInList>& lists, Admits admits) {
  return std::any_of(lists.begin(), lists.end(), [&](const CheckInList& list) { return list.admits == admits; });
}

}  // namespace

core::Page<PackedTicket> load_pack(storage::Transaction& tx, const core::EventId& event, const CheckInList& list,
                                   const core::PageRequest& page) {
  const OnList on_list(list);
  storage::Query query{
      "select straight_join p.id, p.ticket_code, p.state, coalesce(q.given_name, p.given_name), "
      "coalesce(q.family_name, p.family_name), r.company_id, c.name, r.category, " +
          on_list.sql() +
          ", coalesce(s.inside, 0), greatest(r.updated_at, c.updated_at, coalesce(s.updated_at, r.updated_at)) "
          "from registrations r join registration_participants p on p.registration_id = r.id "
          "join companies c on c.id = r.company_id left join people q on q.id = p.person_id "
          "left join check_in_states s on s.participant_id = p.id and s.list_id = :list where r.event_id = :event",
      on_list.with({{"list", list.id}, {"event", event}})};
  if (!page.updated_since) {
    query.also(on_list.sql());
  } else if (list.updated_at < *page.updated_since) {
    query.also("(r.updated_at >= :since or c.updated_at >= :since or s.updated_at >= :since)", "since",
               *page.updated_since);
  }
  if (page.after) {
    const auto place = find_head_position(tx, event, {*page.after});
    if (!place) return {};
    query.also("(r.id > :registration or (r.id = :registration and p.list_position > :position))", "registration",
               place->registration);
    query.binds.push_back({"position", place->in_list});
  }
  query.sql += " order by r.id, p.list_position limit :rows";
  query.binds.push_back({"rows", page.limit + 1});
  return core::cut_page(tx.select(query.sql, query.binds, read_ticket), page.limit,
                        [](const PackedTicket& ticket) { return ticket.id.uuid; });
}

std::map<CheckInListId, DoorCounts> load_door_counts(storage::Transaction& tx, const core::EventId& event) {
  const auto rows = tx.select(
      "select list_id, cast(sum(entries > 0) as signed), cast(sum(inside) as signed) from check_in_states "
      "where event_id = :event group by list_id",
      {{"event", event}}, [](storage::Row& row) {
        const auto list = row.next<CheckInListId>();
        return std::pair(list, DoorCounts{.checked_in = row.next<std::int64_t>(), .inside = row.next<std::int64_t>()});
      });
  return {rows.begin(), rows.end()};
}

std::map<CheckInListId, FailedScans> load_failed_scans(storage::Transaction& tx, const core::EventId& event) {
  struct Line {
    CheckInListId list;
    ScanResult result;
    std::int64_t count;
  };
  const auto rows = tx.select(
      "select list_id, result, count(*) from check_ins where event_id = :event and result <> 'ok' "
      "group by list_id, result",
      {{"event", event}}, [](storage::Row& row) {
        return Line{.list = row.next<CheckInListId>(),
                    .result = storage::stored(parse_scan_result(row.next<std::string>())),
                    .count = row.next<std::int64_t>()};
      });
  std::map<CheckInListId, FailedScans> failed;
  for (const auto& row : rows) failed[row.list][row.result] = row.count;
  return failed;
}

ConfirmedHeads load_confirmed_heads(storage::Transaction& tx, const core::EventId& event,
                                    const std::vector<CheckInList>& lists) {
  ConfirmedHeads heads;
  if (some_admit(lists, Admits::all)) {
    heads.all = tx.scalar<std::int64_t>(
                      "select count(*) from registration_participants where event_id = :event and state = 'confirmed'",
                      {{"event", event}})
                    .value_or(0);
  }
  if (some_admit(lists, Admits::categories)) {
    heads.by_category = load_counts(tx,
                                    "select category, cast(sum(confirmed_headcount) as signed) from registrations "
                                    "where event_id = :event and category is not null group by category",
                                    event);
  }
  if (some_admit(lists, Admits::pool)) {
    heads.by_pool = load_counts(
        tx,
        "select x.pool_key, cast(sum(r.confirmed_headcount) as signed) from registrations r join registration_pools x "
        "on x.registration_id = r.id and x.confirmed > 0 where r.event_id = :event group by x.pool_key",
        event);
  }
  return heads;
}

std::int64_t count_came(storage::Transaction& tx, const core::EventId& event, const CheckInList& list) {
  const OnList on_list(list);
  return tx
      .scalar<std::int64_t>(
          "select straight_join count(*) from check_in_states s join registration_participants p "
          "on p.id = s.participant_id and p.state = 'confirmed' join registrations r on r.id = p.registration_id "
          "where s.event_id = :event and s.list_id = :list and s.entries > 0 and " +
              on_list.sql(),
          on_list.with({{"event", event}, {"list", list.id}}))
      .value_or(0);
}

}  // namespace tagwerk::registration
