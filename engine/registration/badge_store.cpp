#include "engine/registration/badge_store.hpp"

#include <string>
#include <utility>

#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

// A person's name is always the one that the directory knows.
const std::string select_badges =
    "select p.id, p.event_id, r.company_id, p.state, coalesce(q.given_name, p.given_name), "
    "coalesce(q.family_name, p.family_name), c.name, e.name, r.category, p.ticket_code "
    "from registration_participants p join registrations r on r.id = p.registration_id "
    "join companies c on c.id = r.company_id join events e on e.id = p.event_id "
    "left join people q on q.id = p.person_id ";

Badge read_badge(storage::Row& row) {
  Badge read;
  read.id = row.next<core::ParticipantId>();
  read.event = row.next<core::EventId>();
  read.company = row.next<core::CompanyId>();
  read.state = storage::stored(parse_participant_state(row.next<std::string>()));
  const auto given_name = row.next<std::optional<std::string>>();
  const auto family_name = row.next<std::optional<std::string>>();
  if (given_name && family_name) read.name = *given_name + " " + *family_name;
  read.company_name = row.next<std::string>();
  read.event_name = row.next<std::string>();
  read.category = row.next<std::optional<std::string>>();
  read.ticket_code = row.next<std::string>();
  return read;
}

}  // namespace

std::vector<Badge> load_badges(storage::Transaction& tx, const core::OrganizationId& organization,
                               const core::RegistrationId& registration) {
  return tx.select(
      select_badges + "where p.registration_id = :registration and p.organization_id = :org order by p.list_position",
      {{"registration", registration}, {"org", organization}}, read_badge);
}

core::Page<Badge> list_badges(storage::Transaction& tx, const core::OrganizationId& organization,
                              const core::EventId& event, const std::optional<HeadPosition>& after, std::size_t limit) {
  storage::Query query{
      select_badges + "where p.event_id = :event and p.organization_id = :org and p.state = 'confirmed'",
      {{"event", event}, {"org", organization}, {"rows", limit + 1}}};
  if (after) {
    query.also("p.registration_id >= :registration", "registration", after->registration);
    query.also("(p.registration_id > :registration or p.list_position > :position)", "position", after->in_list);
  }
  return core::cut_page(
      tx.select(query.sql + " order by p.registration_id, p.list_position limit :rows", query.binds, read_badge), limit,
      [](const Badge& badge) { return badge.id.uuid; });
}

}  // namespace tagwerk::registration
