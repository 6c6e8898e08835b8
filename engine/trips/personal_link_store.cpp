#include "engine/trips/personal_link_store.hpp"

#include <utility>

#include "engine/storage/rows.hpp"

namespace tagwerk::trips {
namespace {

const std::string select_links =
    "select id, organization_id, event_id, participant_id, person_id, given_name, family_name, email, created_at "
    "from trip_links ";

PersonalLink read_link(storage::Row& row) {
  PersonalLink link;
  link.id = row.next<PersonalLinkId>();
  link.organization = row.next<core::OrganizationId>();
  link.event = row.next<core::EventId>();
  link.participant = row.next<core::ParticipantId>();
  link.who.person = row.next<std::optional<core::PersonId>>();
  auto given_name = row.next<std::string>();
  auto family_name = row.next<std::string>();
  link.who.name = registration::Attendee{std::move(given_name), std::move(family_name), row.next<std::string>()};
  link.created_at = row.next<core::Instant>();
  return link;
}

}  // namespace

void save_link(storage::Transaction& tx, const PersonalLink& link, const std::string& hash) {
  remove_link(tx, link.participant);
  const auto& name = link.who.name.value();
  tx.execute(
      "insert into trip_links (participant_id, id, organization_id, event_id, secret_hash, person_id, given_name, "
      "family_name, email, created_at) values (:participant, :id, :org, :event, :hash, :person, :given, :family, :email, "
      ":now)",
      {{"participant", link.participant},
       {"id", link.id},
       {"org", link.organization},
       {"event", link.event},
       {"hash", storage::Binary{hash}},
       {"person", link.who.person},
       {"given", name.given_name},
       {"family", name.family_name},
       {"email", name.email},
       {"now", link.created_at}});
}

std::optional<PersonalLink> find_link(storage::Transaction& tx, const std::string& hash) {
  return tx.select_one(select_links + "where secret_hash = :hash", {{"hash", storage::Binary{hash}}}, read_link);
}

std::optional<PersonalLink> find_link_of(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.select_one(select_links + "where participant_id = :id", {{"id", participant}}, read_link);
}

std::map<core::ParticipantId, PersonalLink> load_links(storage::Transaction& tx, const core::EventId& event) {
  std::map<core::ParticipantId, PersonalLink> links;
  for (auto& link : tx.select(select_links + "where event_id = :event", {{"event", event}}, read_link)) {
    const auto participant = link.participant;
    links.emplace(participant, std::move(link));
  }
  return links;
}

bool remove_link(storage::Transaction& tx, const core::ParticipantId& participant) {
  return tx.execute("delete from trip_links where participant_id = :id", {{"id", participant}}) > 0;
}

void move_link_identity(storage::Transaction& tx, const core::PersonId& from, const core::PersonId& into,
                        const registration::Attendee& name) {
  tx.execute(
      "update trip_links set person_id = :into, given_name = :given, family_name = :family, email = :email "
      "where person_id = :from",
      {{"from", from},
       {"into", into},
       {"given", name.given_name},
       {"family", name.family_name},
       {"email", name.email}});
}

std::vector<KeptProfile> list_dead_links(storage::Transaction& tx, core::Date latest_today,
                                         const core::ParticipantId& after, std::size_t limit) {
  return tx.select(
      "select l.participant_id, l.organization_id, l.event_id from trip_links l join events e on e.id = l.event_id "
      "join registration_participants p on p.id = l.participant_id left join people q on q.id = p.person_id "
      "left join trip_requirements r on r.event_id = l.event_id where l.participant_id > :after and ("
      "p.state <> 'confirmed' or not (l.person_id <=> p.person_id and l.email <=> coalesce(q.email, p.email)) "
      "or (p.person_id is null and p.given_name <> l.given_name and p.family_name <> l.family_name) "
      "or datediff(:today, greatest(e.ends_on, coalesce(r.returns_on, e.ends_on))) > :days) "
      "order by l.participant_id limit :rows",
      {{"after", after}, {"today", latest_today}, {"days", link_days_after_return}, {"rows", limit}},
      [](storage::Row& row) {
        return KeptProfile{.participant = row.next<core::ParticipantId>(),
                           .organization = row.next<core::OrganizationId>(),
                           .event = row.next<core::EventId>()};
      });
}

}  // namespace tagwerk::trips
