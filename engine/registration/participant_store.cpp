#include "engine/registration/participant_store.hpp"

#include <map>
#include <string>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

// A person's name is always the one that the directory knows.
const std::string select_participants =
    "select p.id, p.registration_id, p.event_id, r.company_id, p.state, p.person_id, "
    "coalesce(q.given_name, p.given_name), coalesce(q.family_name, p.family_name), coalesce(q.email, p.email), "
    "p.ticket_code, p.replaces_id, p.left_at from registration_participants p join registrations r on r.id = p.registration_id "
    "left join people q on q.id = p.person_id ";

Participant read_participant(storage::Row& row) {
  Participant read;
  read.id = row.next<core::ParticipantId>();
  read.registration = row.next<core::RegistrationId>();
  read.event = row.next<core::EventId>();
  read.company = row.next<core::CompanyId>();
  read.state = storage::stored(parse_participant_state(row.next<std::string>()));
  read.person = row.next<std::optional<core::PersonId>>();
  auto given_name = row.next<std::optional<std::string>>();
  auto family_name = row.next<std::optional<std::string>>();
  auto email = row.next<std::optional<std::string>>();
  if (given_name && family_name && email)
    read.attendee = Attendee{*std::move(given_name), *std::move(family_name), *std::move(email)};
  read.ticket_code = row.next<std::string>();
  read.replaces = row.next<std::optional<core::ParticipantId>>();
  read.left_at = row.next<std::optional<core::Instant>>();
  return read;
}

}  // namespace

void insert_participants(storage::Transaction& tx, std::span<const Registration> registrations) {
  storage::BulkInsert rows(tx,
                           "insert into registration_participants (id, organization_id, event_id, registration_id, "
                           "list_position, state, person_id, given_name, family_name, email, ticket_code)");
  for (const auto& one : registrations) {
    int position = 0;
    for (const auto& head : one.participants) {
      if (head.person || !head.attendee) {
        rows.add(head.id, one.organization, one.event, one.id, position++, to_text(head.state), head.person, nullptr,
                 nullptr, nullptr, head.ticket_code);
      } else {
        rows.add(head.id, one.organization, one.event, one.id, position++, to_text(head.state), nullptr,
                 head.attendee->given_name, head.attendee->family_name, head.attendee->email, head.ticket_code);
      }
    }
  }
  rows.send();
}

void insert_heads(storage::Transaction& tx, const Registration& registration, std::size_t first) {
  storage::BulkInsert rows(
      tx,
      "insert into registration_participants (id, organization_id, event_id, registration_id, "
      "list_position, state, person_id, given_name, family_name, email, ticket_code, replaces_id)");
  for (auto i = first; i < registration.participants.size(); ++i) {
    const auto& head = registration.participants[i];
    const auto name = head.person ? std::nullopt : head.attendee;
    const auto text = [&](std::string Attendee::*member) {
      return name ? std::optional((*name).*member) : std::nullopt;
    };
    rows.add(head.id, registration.organization, registration.event, registration.id, i, to_text(head.state),
             head.person, text(&Attendee::given_name), text(&Attendee::family_name), text(&Attendee::email),
             head.ticket_code, head.replaces);
  }
  rows.send();
}

void save_states(storage::Transaction& tx, std::span<const Participant> before, std::span<const Participant> after) {
  std::map<ParticipantState, std::vector<core::ParticipantId>> changed;
  std::map<std::optional<core::Instant>, std::vector<core::ParticipantId>> left;
  for (std::size_t i = 0; i < before.size(); ++i) {
    if (before[i].state != after[i].state) changed[after[i].state].push_back(after[i].id);
    if (before[i].left_at != after[i].left_at) left[after[i].left_at].push_back(after[i].id);
  }
  // First what makes room: a person comes to an event as one head.
  const auto save = [&](ParticipantState state) {
    const auto found = changed.find(state);
    if (found == changed.end()) return;
    tx.execute(
        "update registration_participants set state = :state where id in " + storage::IdList(found->second).sql(),
        {{"state", to_text(state)}});
  };
  save(ParticipantState::cancelled);
  for (const auto state : {ParticipantState::confirmed, ParticipantState::held, ParticipantState::waitlisted})
    save(state);
  for (const auto& [at, ids] : left)
    tx.execute("update registration_participants set left_at = :at where id in " + storage::IdList(ids).sql(),
               {{"at", at}});
}

std::vector<Participant> load_participants(storage::Transaction& tx, const storage::IdList& registrations) {
  return tx.select(select_participants + "where p.registration_id in " + registrations.sql() +
                       " order by p.registration_id, p.list_position",
                   {}, read_participant);
}

void lock_participants(storage::Transaction& tx, const core::RegistrationId& registration) {
  tx.select("select id from registration_participants where registration_id = :id order by id for update",
            {{"id", registration}}, [](storage::Row& row) { return row.next<core::ParticipantId>(); });
}

void save_name(storage::Transaction& tx, const core::ParticipantId& participant, const HeadName& name) {
  const auto attendee = name.person ? std::nullopt : name.attendee;
  const auto text = [&](std::string Attendee::*member) -> storage::Value {
    return attendee ? storage::Value((*attendee).*member) : storage::Value(nullptr);
  };
  tx.execute(
      "update registration_participants set person_id = :person, given_name = :given, family_name = :family, "
      "email = :email where id = :id",
      {{"person", name.person},
       {"given", text(&Attendee::given_name)},
       {"family", text(&Attendee::family_name)},
       {"email", text(&Attendee::email)},
       {"id", participant}});
}

std::set<core::ParticipantId> find_checked_in(storage::Transaction& tx, const core::RegistrationId& registration) {
  const auto found = tx.select(
      "select distinct c.participant_id from check_ins c join registration_participants p "
      "on p.id = c.participant_id where p.registration_id = :registration "
      "and c.result = 'ok' and c.direction = 'entry' and c.annulled_at is null",
      {{"registration", registration}}, [](storage::Row& row) { return row.next<core::ParticipantId>(); });
  return {found.begin(), found.end()};
}

void lock_participant(storage::Transaction& tx, const core::ParticipantId& participant) {
  static_cast<void>(
      tx.scalar<int>("select 1 from registration_participants where id = :id for update", {{"id", participant}}));
}

std::optional<Participant> find_participant(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::EventId& event, const core::ParticipantId& participant) {
  return tx.select_one(select_participants + "where p.id = :id and p.organization_id = :org and p.event_id = :event",
                       {{"id", participant}, {"org", organization}, {"event", event}}, read_participant);
}

std::map<core::ParticipantId, Participant> find_participants(storage::Transaction& tx,
                                                             std::span<const core::ParticipantId> participants) {
  if (participants.empty()) return {};
  const storage::IdList ids(participants);
  std::map<core::ParticipantId, Participant> found;
  for (auto& one : tx.select(select_participants + "where p.id in " + ids.sql(), {}, read_participant)) {
    const auto id = one.id;
    found.emplace(id, std::move(one));
  }
  return found;
}

std::optional<HeadPosition> find_head_position(storage::Transaction& tx, const core::EventId& event,
                                               const core::ParticipantId& participant) {
  return tx.select_one(
      "select registration_id, list_position from registration_participants where id = :id and event_id = :event",
      {{"id", participant}, {"event", event}}, [](storage::Row& row) {
        return HeadPosition{.registration = row.next<core::RegistrationId>(), .in_list = row.next<int>()};
      });
}

std::vector<Participant> lock_heads_of(storage::Transaction& tx, const core::PersonId& person) {
  tx.select(
      "select id from registrations where id in (select registration_id from registration_participants "
      "where person_id = :person) order by id for update",
      {{"person", person}}, [](storage::Row& row) { return row.next<core::RegistrationId>(); });
  return tx.select(select_participants + "where p.person_id = :person order by p.id", {{"person", person}},
                   read_participant);
}

std::vector<core::EventId> load_events_of(storage::Transaction& tx, const core::PersonId& person) {
  return tx.select("select event_id from registration_participants where live_person_id = :person",
                   {{"person", person}}, [](storage::Row& row) { return row.next<core::EventId>(); });
}

std::set<std::pair<core::EventId, core::PersonId>> find_registered(storage::Transaction& tx,
                                                                   const std::set<core::EventId>& events,
                                                                   const std::set<core::PersonId>& people) {
  if (people.empty()) return {};
  const storage::IdList event_ids(events);
  const storage::IdList person_ids(people);
  const auto found = tx.select("select event_id, live_person_id from registration_participants where event_id in " +
                                   event_ids.sql() + " and live_person_id in " + person_ids.sql(),
                               {}, [](storage::Row& row) {
                                 const auto event = row.next<core::EventId>();
                                 return std::pair{event, row.next<core::PersonId>()};
                               });
  return {found.begin(), found.end()};
}

}  // namespace tagwerk::registration
