#include "engine/trips/trip_account_store.hpp"

#include <algorithm>
#include <span>
#include <string>
#include <utility>

#include "engine/core/time_zone.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

core::Date day_of(core::Instant instant, const events::Event& event) {
  return core::local_date(instant, event.time_zone).value_or(instant.date());
}

struct Head {
  PayingHead traveller;
  std::int64_t booked = 0;  // heads of its registration that were ever confirmed
};

Head read_head(storage::Row& row, const events::Event& event) {
  Head head;
  auto& read = head.traveller;
  read.id = row.next<core::ParticipantId>();
  read.registration = row.next<core::RegistrationId>();
  read.company = row.next<core::CompanyId>();
  read.company_name = row.next<std::string>();
  read.given_name = row.next<std::optional<std::string>>();
  read.family_name = row.next<std::optional<std::string>>();
  read.state = storage::stored(registration::parse_participant_state(row.next<std::string>()));
  read.replaces = row.next<std::optional<core::ParticipantId>>();
  const auto left_at = row.next<std::optional<core::Instant>>();
  const auto cancelled_at = row.next<std::optional<core::Instant>>();
  read.registered_on = day_of(row.next<core::Instant>(), event);
  read.is_transferred = row.next<bool>() && !left_at;  // who had left before did not go along
  head.booked = row.next<std::int64_t>();
  const auto gone_at = left_at ? left_at : cancelled_at;
  if (read.state == registration::ParticipantState::cancelled && gone_at) read.cancelled_on = day_of(*gone_at, event);
  return head;
}

TripEntry read_entry(storage::Row& row) {
  TripEntry entry;
  entry.id = row.next<TripEntryId>();
  entry.traveller = row.next<core::ParticipantId>();
  entry.kind = storage::stored(parse_entry_kind(row.next<std::string>()));
  entry.amount.minor = row.next<std::int64_t>();
  entry.amount.currency = row.next<std::string>();
  entry.booked_on = row.next<core::Date>();
  entry.reference = row.next<std::optional<std::string>>();
  entry.note = row.next<std::optional<std::string>>();
  entry.reverses = row.next<std::optional<TripEntryId>>();
  entry.created_at = row.next<core::Instant>();
  return entry;
}

const std::string select_entries =
    "select id, participant_id, kind, amount, currency, booked_on, reference, note, reverses_id, created_at "
    "from trip_entries where ";

}  // namespace

std::vector<PayingHead> load_paying_heads(storage::Transaction& tx, const events::Event& event,
                                          const TravellerFilter& filter) {
  storage::Query query{
      "select p.id, r.id, r.company_id, c.name, coalesce(q.given_name, p.given_name), "
      "coalesce(q.family_name, p.family_name), p.state, p.replaces_id, p.left_at, r.cancelled_at, r.registered_at, "
      "r.transferred_to_id is not null, "
      "(select cast(coalesce(sum(h.booked), 0) as signed) from registration_head_changes h "
      "where h.event_id = r.event_id and h.company_id = r.company_id and h.registration_id = r.id) "
      "from registrations r join companies c on c.id = r.company_id "
      "join registration_participants p on p.registration_id = r.id left join people q on q.id = p.person_id "
      "where r.event_id = :event",
      {{"event", event.id}}};
  if (filter.registration) query.also("r.id = :registration", "registration", *filter.registration);
  if (filter.company) query.also("r.company_id = :company", "company", *filter.company);
  query.sql += " order by r.id, p.list_position";
  auto heads = tx.select(query.sql, query.binds, [&](storage::Row& row) { return read_head(row, event); });
  std::vector<PayingHead> travellers;
  travellers.reserve(heads.size());
  for (auto& head : heads) travellers.push_back(std::move(head.traveller));
  for (std::size_t first = 0; first < travellers.size();) {
    auto end = first;
    while (end < travellers.size() && travellers[end].registration == travellers[first].registration) ++end;
    tell_who_had_places(std::span(travellers).subspan(first, end - first), heads[first].booked);
    first = end;
  }
  return travellers;
}

EntriesByTraveller load_all_entries(storage::Transaction& tx, const core::EventId& event) {
  EntriesByTraveller all;
  for (auto& entry :
       tx.select(select_entries + "event_id = :event order by participant_id, id", {{"event", event}}, read_entry)) {
    const auto traveller = entry.traveller;
    all[traveller].push_back(std::move(entry));
  }
  return all;
}

std::vector<TripEntry> load_entries(storage::Transaction& tx, const core::ParticipantId& traveller) {
  return tx.select(select_entries + "participant_id = :id order by id", {{"id", traveller}}, read_entry);
}

std::optional<core::ParticipantId> find_traveller_of(storage::Transaction& tx, const core::EventId& event,
                                                     const TripEntryId& entry) {
  return tx.scalar<core::ParticipantId>("select participant_id from trip_entries where id = :id and event_id = :event",
                                        {{"id", entry}, {"event", event}});
}

void insert_entry(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                  const TripEntry& entry) {
  tx.execute(
      "insert into trip_entries (id, organization_id, event_id, participant_id, kind, amount, currency, booked_on, "
      "reference, note, reverses_id, created_at) values (:id, :org, :event, :participant, :kind, :amount, :currency, "
      ":booked, :reference, :note, :reverses, :created)",
      {{"id", entry.id},
       {"org", organization},
       {"event", event},
       {"participant", entry.traveller},
       {"kind", to_text(entry.kind)},
       {"amount", entry.amount.minor},
       {"currency", entry.amount.currency},
       {"booked", entry.booked_on},
       {"reference", entry.reference},
       {"note", entry.note},
       {"reverses", entry.reverses},
       {"created", entry.created_at}});
}

bool is_money_in_use(storage::Transaction& tx, const core::EventId& event) {
  const auto has = [&](std::string_view sql) { return tx.scalar<int>(sql, {{"event", event}}).has_value(); };
  return has("select 1 from trip_entries where event_id = :event limit 1") ||
         has("select 1 from trip_traveller_terms t join trip_adjustments a on a.participant_id = t.participant_id "
             "where t.event_id = :event limit 1");
}

}  // namespace tagwerk::trips
