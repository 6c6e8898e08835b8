#include "engine/registration/check_in_store.hpp"

#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"
#include "engine/storage/statement.hpp"

namespace tagwerk::registration {
namespace {

const std::string select_check_ins =
    "select s.id, s.organization_id, s.event_id, s.participant_id, s.direction, s.result, s.forced, s.scanned_at, "
    "s.recorded_at, s.nonce, coalesce(s.ticket_code, ''), s.list_id, l.list_key, s.effective_at, s.imported, "
    "s.contradiction, s.annulled_at, s.annulled_by, s.scanned_by from check_ins s join check_in_lists l on l.id = s.list_id where ";
const std::string of_event = "s.event_id = :event";

CheckIn read_check_in(storage::Row& row) {
  CheckIn read;
  read.id = row.next<core::Uuid>();
  read.organization = row.next<core::OrganizationId>();
  read.event = row.next<core::EventId>();
  read.participant = row.next<std::optional<core::ParticipantId>>();
  read.direction = storage::stored(parse_direction(row.next<std::string>()));
  read.result = storage::stored(parse_scan_result(row.next<std::string>()));
  read.forced = row.next<bool>();
  read.scanned_at = row.next<core::Instant>();
  read.recorded_at = row.next<core::Instant>();
  read.nonce = row.next<std::optional<std::string>>();
  read.ticket_code = row.next<std::string>();
  read.list = row.next<CheckInListId>();
  read.list_key = row.next<std::string>();
  read.effective_at = row.next<core::Instant>();
  read.imported = row.next<bool>();
  if (const auto contradiction = row.next<std::optional<std::string>>())
    read.contradiction = storage::stored(parse_scan_result(*contradiction));
  read.annulled_at = row.next<std::optional<core::Instant>>();
  read.annulled_by = row.next<std::optional<std::string>>();
  read.scanned_by = row.next<std::optional<std::string>>();
  return read;
}

// The comparison of texts ignores spaces at the end; whoever looks for a code among these does not.
std::map<std::string, DoorTicket, std::less<>> select_tickets(storage::Transaction& tx,
                                                              const core::OrganizationId& organization,
                                                              const std::set<std::string>& codes, storage::Lock lock) {
  if (codes.empty()) return {};
  const storage::IdList in(codes);
  auto rows = tx.select(
      storage::locked("select ticket_code, id, event_id, registration_id, state from registration_participants "
                      "force index (uq_ticket_code) where ticket_code in " +
                          in.sql() + " and organization_id = :org order by ticket_code",
                      lock),
      {{"org", organization}}, [](storage::Row& row) {
        auto code = row.next<std::string>();
        return std::pair(std::move(code),
                         DoorTicket{.participant = row.next<core::ParticipantId>(),
                                    .event = row.next<core::EventId>(),
                                    .registration = row.next<core::RegistrationId>(),
                                    .state = storage::stored(parse_participant_state(row.next<std::string>()))});
      });
  return {rows.begin(), rows.end()};
}

}  // namespace

std::map<std::string, DoorTicket, std::less<>> lock_tickets(storage::Transaction& tx,
                                                            const core::OrganizationId& organization,
                                                            const std::set<std::string>& codes) {
  return select_tickets(tx, organization, codes, storage::Lock::for_update);
}

std::map<std::string, DoorTicket, std::less<>> find_tickets(storage::Transaction& tx,
                                                            const core::OrganizationId& organization,
                                                            const std::set<std::string>& codes) {
  return select_tickets(tx, organization, codes, storage::Lock::none);
}

ScansByNonce load_by_nonce(storage::Transaction& tx, const core::EventId& event, const std::set<std::string>& nonces) {
  return std::move(load_by_nonces(tx, {{event, nonces}})[event]);
}

std::map<core::EventId, ScansByNonce> load_by_nonces(storage::Transaction& tx,
                                                     const std::map<core::EventId, std::set<std::string>>& nonces) {
  std::string any;
  for (const auto& [event, of_its_scans] : nonces) {
    if (of_its_scans.empty()) continue;
    any += any.empty() ? "" : " or ";
    any += "(s.event_id = " + storage::literal(event) + " and s.nonce in " + storage::IdList(of_its_scans).sql() + ")";
  }
  if (any.empty()) return {};
  std::map<core::EventId, ScansByNonce> found;
  for (auto& scan : tx.select(select_check_ins + any, {}, read_check_in)) {
    const auto nonce = scan.nonce.value();
    found[scan.event].emplace(nonce, std::move(scan));
  }
  return found;
}

void insert_check_ins(storage::Transaction& tx, const std::vector<CheckIn>& scans) {
  const auto insert = [&] {
    storage::BulkInsert rows(
        tx,
        "insert into check_ins (id, organization_id, event_id, participant_id, direction, result, forced, scanned_at, "
        "recorded_at, nonce, ticket_code, list_id, effective_at, imported, contradiction, scanned_by)");
    for (const auto& scan : scans) {
      const auto contradiction = scan.contradiction ? std::optional(to_text(*scan.contradiction)) : std::nullopt;
      rows.add(scan.id, scan.organization, scan.event, scan.participant, to_text(scan.direction), to_text(scan.result),
               scan.forced, scan.scanned_at, scan.recorded_at, scan.nonce, scan.ticket_code, scan.list,
               scan.effective_at, scan.imported, contradiction, scan.scanned_by);
    }
    rows.send();
  };
  const auto is_new = storage::is_new_under("uq_check_in_nonce", [&] { storage::write_references([&] { insert(); }); });
  if (!is_new) throw storage::Restart("a scan with the same nonce came between");
}

std::optional<CheckIn> find_check_in(storage::Transaction& tx, const core::OrganizationId& organization,
                                     const core::EventId& event, const core::Uuid& id) {
  return tx.select_one(select_check_ins + of_event + " and s.organization_id = :org and s.id = :id",
                       {{"event", event}, {"org", organization}, {"id", id}}, read_check_in);
}

void save_annulment(storage::Transaction& tx, const CheckIn& scan) {
  tx.execute("update check_ins set annulled_at = :at, annulled_by = :by where id = :id",
             {{"at", scan.annulled_at}, {"by", scan.annulled_by}, {"id", scan.id}});
}

core::Page<CheckIn> list_check_ins(storage::Transaction& tx, const core::OrganizationId& organization,
                                   const core::EventId& event, const CheckInFilter& filter,
                                   const core::PageRequest& page) {
  storage::Query query{select_check_ins + of_event + " and s.organization_id = :org",
                       {{"event", event}, {"org", organization}, {"rows", page.limit + 1}}};
  if (filter.result) query.also("s.result = :result", "result", to_text(*filter.result));
  if (filter.participant) query.also("s.participant_id = :participant", "participant", *filter.participant);
  if (filter.list) query.also("l.list_key = :list", "list", *filter.list);
  if (page.after) query.also("s.id > :after", "after", *page.after);
  if (page.updated_since) query.also("s.recorded_at >= :since", "since", *page.updated_since);
  return core::cut_page(tx.select(query.sql + " order by s.id limit :rows", query.binds, read_check_in), page.limit,
                        [](const CheckIn& scan) { return scan.id; });
}

}  // namespace tagwerk::registration
