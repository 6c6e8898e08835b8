#include "engine/trips/sub_group_store.hpp"

#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"
#include "engine/trips/identity_store.hpp"
#include "engine/trips/trip_requirements.hpp"

namespace tagwerk::trips {
namespace {

// A person's name is always the one that the directory knows.
const std::string select_heads =
    "select p.id, r.company_id, c.name, p.state, p.person_id, coalesce(q.given_name, p.given_name), "
    "coalesce(q.family_name, p.family_name), coalesce(q.email, p.email), t.participant_id is not null, t.person_id, "
    "t.given_name, t.family_name, t.email, t.wishes_version, t.wishes_updated_at from registration_participants p "
    "join registrations r on r.id = p.registration_id join companies c on c.id = r.company_id "
    "left join people q on q.id = p.person_id left join trip_group_travellers t on t.participant_id = p.id ";

using Text = std::optional<std::string>;

FoundGroupTraveller read_found(storage::Row& row) {
  FoundGroupTraveller found;
  auto& traveller = found.traveller;
  traveller.id = row.next<core::ParticipantId>();
  traveller.company = row.next<core::CompanyId>();
  traveller.company_name = row.next<std::string>();
  found.state = storage::stored(registration::parse_participant_state(row.next<std::string>()));
  traveller.who = read_identity(row);
  found.has_row = row.next<bool>();
  const auto kept = read_identity(row);
  const auto version = row.next<std::optional<std::int64_t>>();
  const auto updated_at = row.next<std::optional<core::Instant>>();
  traveller.has_others_row = found.has_row && !is_of(kept, traveller.who);
  if (traveller.has_others_row) return found;
  traveller.wishes_version = version.value_or(0);
  traveller.wishes_as_of = updated_at;
  return found;
}

void load_wishes_and_places(storage::Transaction& tx, std::vector<FoundGroupTraveller>& found) {
  std::map<core::ParticipantId, GroupTraveller*> travellers;
  std::vector<core::ParticipantId> ids;
  for (auto& one : found) {
    if (!one.has_row || one.traveller.has_others_row) continue;
    travellers.emplace(one.traveller.id, &one.traveller);
    ids.push_back(one.traveller.id);
  }
  if (ids.empty()) return;
  const storage::IdList list(ids);
  tx.select("select participant_id, item_key, group_key from trip_group_wishes where participant_id in " + list.sql() +
                " order by participant_id, item_key, list_position",
            {}, [&](storage::Row& row) {
              auto& wishes = travellers.at(row.next<core::ParticipantId>())->wishes;
              auto item = row.next<std::string>();
              if (wishes.empty() || wishes.back().item != item)
                wishes.push_back({.item = std::move(item), .groups = {}});
              if (auto group = row.next<Text>()) wishes.back().groups.push_back(*std::move(group));
              return true;
            });
  tx.select("select participant_id, item_key, group_key, is_fixed from trip_group_places where participant_id in " +
                list.sql() + " order by participant_id, item_key",
            {}, [&](storage::Row& row) {
              auto& places = travellers.at(row.next<core::ParticipantId>())->places;
              GroupPlace place;
              place.item = row.next<std::string>();
              place.group = row.next<Text>();
              place.is_fixed = row.next<bool>();
              places.push_back(std::move(place));
              return true;
            });
}

// As who is named now. A row of somebody else is not there any more.
void save_identities(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                     const std::vector<const GroupTraveller*>& travellers) {
  storage::BulkInsert rows(tx,
                           "insert into trip_group_travellers (participant_id, organization_id, event_id, person_id, "
                           "given_name, family_name, email, wishes_version, wishes_updated_at)",
                           "on duplicate key update person_id = values(person_id), given_name = values(given_name), "
                           "family_name = values(family_name), email = values(email), "
                           "wishes_version = values(wishes_version), wishes_updated_at = values(wishes_updated_at)");
  for (const auto* one : travellers) {
    const auto& name = one->who.name;
    const auto part = [&](std::string registration::Attendee::*member) {
      return name ? storage::Value((*name).*member) : storage::Value(nullptr);
    };
    rows.add_row({one->id, organization, event, one->who.person, part(&registration::Attendee::given_name),
                  part(&registration::Attendee::family_name), part(&registration::Attendee::email), one->wishes_version,
                  one->wishes_as_of});
  }
  rows.send();
}

void insert_places(storage::Transaction& tx, const std::vector<const GroupTraveller*>& travellers) {
  storage::BulkInsert rows(tx, "insert into trip_group_places (participant_id, item_key, group_key, is_fixed)");
  for (const auto* one : travellers) {
    for (const auto& place : one->places) rows.add(one->id, place.item, place.group, place.is_fixed ? 1 : 0);
  }
  rows.send();
}

void insert_wishes(storage::Transaction& tx, const GroupTraveller& traveller) {
  storage::BulkInsert rows(tx, "insert into trip_group_wishes (participant_id, item_key, list_position, group_key)");
  for (const auto& wish : traveller.wishes) {
    int position = 0;
    rows.add(traveller.id, wish.item, position, nullptr);
    for (const auto& group : wish.groups) rows.add(traveller.id, wish.item, ++position, group);
  }
  rows.send();
}

}  // namespace

std::vector<GroupTraveller> load_group_travellers(storage::Transaction& tx, const core::OrganizationId& organization,
                                                  const core::EventId& event) {
  auto found = tx.select(select_heads +
                             "where p.organization_id = :org and p.event_id = :event and p.state = 'confirmed' "
                             "order by p.registration_id, p.list_position",
                         {{"org", organization}, {"event", event}}, read_found);
  load_wishes_and_places(tx, found);
  std::vector<GroupTraveller> travellers;
  travellers.reserve(found.size());
  for (auto& one : found) travellers.push_back(std::move(one.traveller));
  return travellers;
}

std::optional<FoundGroupTraveller> find_group_traveller(storage::Transaction& tx,
                                                        const core::OrganizationId& organization,
                                                        const core::EventId& event,
                                                        const core::ParticipantId& participant) {
  auto found = tx.select(select_heads + "where p.id = :id and p.organization_id = :org and p.event_id = :event",
                         {{"id", participant}, {"org", organization}, {"event", event}}, read_found);
  if (found.empty()) return std::nullopt;
  load_wishes_and_places(tx, found);
  return std::move(found.front());
}

std::map<core::ParticipantId, GroupsOfTraveller> load_groups(storage::Transaction& tx,
                                                             const core::OrganizationId& organization,
                                                             const core::EventId& event) {
  std::map<core::ParticipantId, GroupsOfTraveller> groups;
  for (const auto& traveller : load_group_travellers(tx, organization, event)) {
    for (const auto& place : traveller.places) groups[traveller.id].emplace(place.item, place.group);
  }
  return groups;
}

std::int64_t load_groups_version(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select version from trip_sub_groups where event_id = :event", {{"event", event}})
      .value_or(0);
}

void raise_groups_version(storage::Transaction& tx, const core::EventId& event) {
  tx.execute(
      "insert into trip_sub_groups (event_id, version) values (:event, 1) on duplicate key update version = version + 1",
      {{"event", event}});
}

void save_group_places(storage::Transaction& tx, const core::OrganizationId& organization, const core::EventId& event,
                       const std::vector<GroupTraveller>& travellers) {
  tx.execute(
      "delete s from trip_group_places s join trip_group_travellers t on t.participant_id = s.participant_id "
      "where t.event_id = :event",
      {{"event", event}});
  std::vector<const GroupTraveller*> placed;
  for (const auto& traveller : travellers) {
    if (traveller.places.empty()) continue;
    if (traveller.has_others_row) remove_group_traveller(tx, traveller.id);
    placed.push_back(&traveller);
  }
  save_identities(tx, organization, event, placed);
  insert_places(tx, placed);
}

void save_group_traveller(storage::Transaction& tx, const core::OrganizationId& organization,
                          const core::EventId& event, const GroupTraveller& traveller) {
  remove_group_traveller(tx, traveller.id);
  save_identities(tx, organization, event, {&traveller});
  insert_places(tx, {&traveller});
  insert_wishes(tx, traveller);
}

void remove_group_traveller(storage::Transaction& tx, const core::ParticipantId& participant) {
  tx.execute("delete from trip_group_travellers where participant_id = :id", {{"id", participant}});
}

void forget_group_wishes(storage::Transaction& tx, const core::ParticipantId& participant) {
  // Nothing else says any more that he takes part in what is not for everybody.
  tx.execute("update trip_group_places set is_fixed = 1 where participant_id = :id", {{"id", participant}});
  tx.execute("delete from trip_group_wishes where participant_id = :id", {{"id", participant}});
  tx.execute("update trip_group_travellers set wishes_version = 0, wishes_updated_at = null where participant_id = :id",
             {{"id", participant}});
}

void forget_group_identity(storage::Transaction& tx, const core::ParticipantId& participant) {
  forget_group_wishes(tx, participant);
  tx.execute(
      "update trip_group_travellers set person_id = null, given_name = null, family_name = null, email = null "
      "where participant_id = :id",
      {{"id", participant}});
}

void lock_group_traveller(storage::Transaction& tx, const core::ParticipantId& participant) {
  static_cast<void>(tx.scalar<int>("select 1 from trip_group_travellers where participant_id = :id for update",
                                   {{"id", participant}}));
}

std::vector<Kept> list_group_travellers_to_expire(storage::Transaction& tx, const KeptPage& page) {
  std::string condition = "p.state = 'cancelled' or (t.email is not null and (";
  condition.append(is_of_another).append(" or ").append(days_since_return);
  condition.append(" > coalesce(r.health_days_after_return, :days)))");
  return list_kept(tx, "trip_group_travellers", condition, default_retention_days, page);
}

}  // namespace tagwerk::trips
