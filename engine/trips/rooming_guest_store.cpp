#include "engine/trips/rooming_guest_store.hpp"

#include <map>
#include <set>
#include <string>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"
#include "engine/trips/identity_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

// A person's name is always the one that the directory knows.
const std::string select_guests =
    "select p.id, r.company_id, p.state, p.person_id, coalesce(q.given_name, p.given_name), "
    "coalesce(q.family_name, p.family_name), coalesce(q.email, p.email), g.participant_id is not null, g.person_id, "
    "g.given_name, g.family_name, g.email, g.gender, coalesce(g.same_gender_only, 0), coalesce(g.needs_accessible, 0), "
    "g.alone_weight, coalesce(g.version, 0), g.updated_at from registration_participants p "
    "join registrations r on r.id = p.registration_id left join people q on q.id = p.person_id "
    "left join trip_rooming_guests g on g.participant_id = p.id where p.organization_id = :org and p.event_id = :event ";

FoundGuest read_guest(storage::Row& row) {
  FoundGuest found;
  found.id = row.next<core::ParticipantId>();
  found.company = row.next<core::CompanyId>();
  found.state = storage::stored(registration::parse_participant_state(row.next<std::string>()));
  found.who = read_identity(row);
  found.has_row = row.next<bool>();
  const auto who_it_is_of = read_identity(row);
  found.is_theirs = found.has_row && is_same_person(who_it_is_of, found.who);
  RoomingWishes wishes;
  if (const auto gender = row.next<std::optional<std::string>>())
    wishes.gender = storage::stored(parse_gender(*gender));
  wishes.same_gender_only = row.next<bool>();
  wishes.needs_accessible = row.next<bool>();
  wishes.alone_weight = row.next<std::optional<int>>();
  const auto version = row.next<std::int64_t>();
  const auto updated_at = row.next<std::optional<core::Instant>>();
  if (!found.is_theirs || version == 0) return found;
  found.wishes = std::move(wishes);
  found.version = version;
  found.updated_at = updated_at;
  return found;
}

// Of these, who have a confirmed place and are who they were.
std::set<core::ParticipantId> who_is_there(storage::Transaction& tx, const storage::Binds& binds,
                                           const std::set<core::ParticipantId>& ids) {
  std::set<core::ParticipantId> there;
  if (ids.empty()) return there;
  static_cast<void>(tx.select(select_guests + "and p.state = 'confirmed' and p.id in " + storage::IdList(ids).sql(),
                              binds, [&](storage::Row& row) {
                                const auto guest = read_guest(row);
                                if (guest.is_theirs) there.insert(guest.id);
                                return true;
                              }));
  return there;
}

struct Share {
  core::ParticipantId of;
  ShareWith with;
};

void load_wishes(storage::Transaction& tx, const storage::Binds& binds, std::vector<FoundGuest>& found) {
  std::map<core::ParticipantId, RoomingWishes*> wishes;
  std::set<core::ParticipantId> ids;
  for (auto& one : found) {
    if (one.version == 0) continue;
    wishes.emplace(one.id, &one.wishes);
    ids.insert(one.id);
  }
  if (ids.empty()) return;
  const storage::IdList list(ids);
  const auto shares =
      tx.select("select participant_id, other_id, weight from trip_rooming_shares where participant_id in " +
                    list.sql() + " order by participant_id, other_id",
                {}, [](storage::Row& row) {
                  Share share;
                  share.of = row.next<core::ParticipantId>();
                  share.with.other = row.next<core::ParticipantId>();
                  share.with.weight = row.next<int>();
                  return share;
                });
  std::set<core::ParticipantId> others;
  for (const auto& share : shares) others.insert(share.with.other);
  const auto there = who_is_there(tx, binds, others);
  for (const auto& share : shares) {
    if (there.contains(share.with.other)) wishes.at(share.of)->share_with.push_back(share.with);
  }
  static_cast<void>(tx.select(
      "select participant_id, item_key, first_night, last_night from trip_rooming_stays where participant_id in " +
          list.sql() + " order by participant_id, item_key",
      {}, [&](storage::Row& row) {
        const auto id = row.next<core::ParticipantId>();
        wishes.at(id)->stays.push_back({.lodging = row.next<std::string>(),
                                        .first_night = row.next<std::optional<core::Date>>(),
                                        .last_night = row.next<std::optional<core::Date>>()});
        return true;
      }));
}

std::vector<FoundGuest> load(storage::Transaction& tx, const core::OrganizationId& organization,
                             const core::EventId& event, const std::string& condition, storage::Binds more = {}) {
  const storage::Binds of_event{{"org", organization}, {"event", event}};
  more.insert(more.end(), of_event.begin(), of_event.end());
  auto found = tx.select(select_guests + condition, more, read_guest);
  load_wishes(tx, of_event, found);
  return found;
}

constexpr std::string_view insert_guest =
    "insert into trip_rooming_guests (participant_id, organization_id, event_id, person_id, given_name, family_name, "
    "email, gender, same_gender_only, needs_accessible, alone_weight, version, updated_at)";

std::vector<storage::Value> row_of(const core::OrganizationId& organization, const core::EventId& event,
                                   const FoundGuest& guest, core::Instant now) {
  const auto& name = guest.who.name.value();
  const auto& wishes = guest.wishes;
  return {guest.id,
          organization,
          event,
          guest.who.person,
          name.given_name,
          name.family_name,
          name.email,
          wishes.gender ? storage::Value(to_text(*wishes.gender)) : storage::Value(nullptr),
          wishes.same_gender_only ? 1 : 0,
          wishes.needs_accessible ? 1 : 0,
          wishes.alone_weight,
          guest.version,
          now};
}

}  // namespace

std::optional<FoundGuest> find_rooming_guest(storage::Transaction& tx, const core::OrganizationId& organization,
                                             const core::EventId& event, const core::ParticipantId& participant) {
  auto found = load(tx, organization, event, "and p.id = :id", {{"id", participant}});
  if (found.empty()) return std::nullopt;
  return std::move(found.front());
}

std::vector<FoundGuest> load_rooming_guests(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::EventId& event) {
  return load(tx, organization, event, "and p.state = 'confirmed' order by p.id");
}

void save_rooming_wishes(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                         const FoundGuest& guest, core::Instant now) {
  if (guest.has_row && !guest.is_theirs) static_cast<void>(remove_rooming_guest(tx, guest.id));
  storage::BulkInsert row(
      tx, insert_guest,
      "on duplicate key update person_id = values(person_id), given_name = values(given_name), "
      "family_name = values(family_name), email = values(email), gender = values(gender), "
      "same_gender_only = values(same_gender_only), needs_accessible = values(needs_accessible), "
      "alone_weight = values(alone_weight), version = values(version), updated_at = values(updated_at)");
  row.add_row(row_of(organization, event, guest, now));
  row.send();
  for (const auto* table : {"trip_rooming_shares", "trip_rooming_stays"}) {
    tx.execute(std::string("delete from ").append(table).append(" where participant_id = :id"), {{"id", guest.id}});
  }
  storage::BulkInsert shares(tx, "insert into trip_rooming_shares (participant_id, other_id, weight)");
  storage::write_references([&] {
    for (const auto& one : guest.wishes.share_with) shares.add(guest.id, one.other, one.weight);
    shares.send();
  });
  storage::BulkInsert stays(tx, "insert into trip_rooming_stays (participant_id, item_key, first_night, last_night)");
  for (const auto& one : guest.wishes.stays)
    stays.add_row({guest.id, one.lodging, storage::Value(one.first_night), storage::Value(one.last_night)});
  stays.send();
}

void ensure_rooming_guests(storage::Transaction& tx, const core::OrganizationId& organization,
                           const core::EventId& event, std::span<const FoundGuest> guests, core::Instant now) {
  storage::BulkInsert rows(tx, insert_guest, "on duplicate key update version = version");
  for (const auto& guest : guests) {
    if (guest.is_theirs) continue;
    if (guest.has_row) static_cast<void>(remove_rooming_guest(tx, guest.id));
    FoundGuest unsaid;
    unsaid.id = guest.id;
    unsaid.who = guest.who;
    rows.add_row(row_of(organization, event, unsaid, now));
  }
  rows.send();
}

bool remove_rooming_guest(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.execute("delete from trip_rooming_guests where participant_id = :id", {{"id", participant}}) > 0;
}

StoredExclusions load_exclusions(storage::Transaction& tx, const core::EventId& event) {
  StoredExclusions stored;
  stored.version = tx.scalar<std::int64_t>("select version from trip_rooming_exclusion_lists where event_id = :event",
                                           {{"event", event}})
                       .value_or(0);
  stored.pairs = tx.select(
      "select x.participant_id, x.other_id from trip_rooming_exclusions x "
      "join trip_rooming_guests g on g.participant_id = x.participant_id where g.event_id = :event "
      "order by x.participant_id, x.other_id",
      {{"event", event}}, [](storage::Row& row) {
        RoomingExclusion pair;
        pair.one = row.next<core::ParticipantId>();
        pair.other = row.next<core::ParticipantId>();
        return pair;
      });
  return stored;
}

void save_exclusions(storage::Transaction& tx, const core::EventId& event, const StoredExclusions& exclusions) {
  tx.execute(
      "insert into trip_rooming_exclusion_lists (event_id, version) values (:event, :version) "
      "on duplicate key update version = :version",
      {{"event", event}, {"version", exclusions.version}});
  tx.execute(
      "delete x from trip_rooming_exclusions x join trip_rooming_guests g on g.participant_id = x.participant_id "
      "where g.event_id = :event",
      {{"event", event}});
  storage::BulkInsert rows(tx, "insert into trip_rooming_exclusions (participant_id, other_id)");
  storage::write_references([&] {
    for (const auto& pair : exclusions.pairs) rows.add(pair.one, pair.other);
    rows.send();
  });
}

std::vector<Kept> list_rooming_to_expire(storage::Transaction& tx, const KeptPage& page) {
  std::string condition = "p.state = 'cancelled' or ";
  condition.append(is_of_another).append(" or ").append(days_since_return);
  condition.append(" > coalesce(r.health_days_after_return, :days)");
  return list_kept(tx, "trip_rooming_guests", condition, default_retention_days, page);
}

}  // namespace tagwerk::trips
