#include "engine/registration/check_in_store.hpp"

#include <utility>

#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

constexpr const char* select_check_ins =
    "select id, organization_id, event_id, participant_id, direction, result, forced, scanned_at, recorded_at, nonce, "
    "coalesce(ticket_code, '') from check_ins where event_id = :event";

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
  return read;
}

std::optional<Ticket> select_ticket(storage::Transaction& tx, const core::OrganizationId& organization,
                                    const std::string& ticket_code, storage::Lock lock) {
  // The comparison of texts ignores spaces at the end; that of their lengths does not.
  return tx.select_one(
      storage::locked("select id, event_id, state from registration_participants where ticket_code = :code "
                      "and length(ticket_code) = length(:code) and organization_id = :org",
                      lock),
      {{"code", ticket_code}, {"org", organization}}, [](storage::Row& row) {
        return Ticket{.participant = row.next<core::ParticipantId>(),
                      .event = row.next<core::EventId>(),
                      .state = storage::stored(parse_participant_state(row.next<std::string>()))};
      });
}

}  // namespace

std::optional<Ticket> lock_ticket(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const std::string& ticket_code) {
  return select_ticket(tx, organization, ticket_code, storage::Lock::for_update);
}

std::optional<Ticket> find_ticket(storage::Transaction& tx, const core::OrganizationId& organization,
                                  const std::string& ticket_code) {
  return select_ticket(tx, organization, ticket_code, storage::Lock::none);
}

std::optional<LastScan> find_last_scan(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.select_one(
      "select direction, recorded_at from check_ins where participant_id = :participant and result = 'ok' "
      "order by recorded_at desc limit 1",
      {{"participant", participant}}, [](storage::Row& row) {
        return LastScan{.direction = storage::stored(parse_direction(row.next<std::string>())),
                        .recorded_at = row.next<core::Instant>()};
      });
}

std::optional<CheckIn> find_by_nonce(storage::Transaction& tx, const core::EventId& event, const std::string& nonce) {
  return tx.select_one(std::string(select_check_ins) + " and nonce = :nonce", {{"event", event}, {"nonce", nonce}},
                       read_check_in);
}

bool insert_check_in(storage::Transaction& tx, const CheckIn& scan) {
  return storage::is_new_under("uq_check_in_nonce", [&] {
    tx.execute(
        "insert into check_ins (id, organization_id, event_id, participant_id, direction, result, forced, scanned_at, "
        "recorded_at, nonce, ticket_code) values (:id, :org, :event, :participant, :direction, :result, :forced, "
        ":scanned, :recorded, :nonce, :code)",
        {{"id", scan.id},
         {"org", scan.organization},
         {"event", scan.event},
         {"participant", scan.participant},
         {"direction", to_text(scan.direction)},
         {"result", to_text(scan.result)},
         {"forced", scan.forced},
         {"scanned", scan.scanned_at},
         {"recorded", scan.recorded_at},
         {"nonce", scan.nonce},
         {"code", scan.ticket_code}});
  });
}

core::Page<CheckIn> list_check_ins(storage::Transaction& tx, const core::OrganizationId& organization,
                                   const core::EventId& event, const CheckInFilter& filter,
                                   const core::PageRequest& page) {
  storage::Query query{std::string(select_check_ins) + " and organization_id = :org",
                       {{"event", event}, {"org", organization}, {"rows", page.limit + 1}}};
  if (filter.result) query.also("result = :result", "result", to_text(*filter.result));
  if (filter.participant) query.also("participant_id = :participant", "participant", *filter.participant);
  if (page.after) query.also("id > :after", "after", *page.after);
  if (page.updated_since) query.also("recorded_at >= :since", "since", *page.updated_since);
  return core::cut_page(tx.select(query.sql + " order by id limit :rows", query.binds, read_check_in), page.limit,
                        [](const CheckIn& scan) { return scan.id; });
}

}  // namespace tagwerk::registration
