#include "engine/trips/personal_link_store.hpp"

#include <utility>

#include "engine/storage/rows.hpp"
#include "engine/trips/identity_store.hpp"

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
  link.who = read_identity(row);
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

std::vector<Kept> list_dead_links(storage::Transaction& tx, const KeptPage& page) {
  std::string condition = "p.state <> 'confirmed' or ";
  condition.append(is_of_another).append(" or ").append(days_since_return).append(" > :days");
  return list_kept(tx, "trip_links", condition, link_days_after_return, page);
}

}  // namespace tagwerk::trips
