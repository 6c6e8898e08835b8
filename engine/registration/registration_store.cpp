#include "engine/registration/registration_store.hpp"

#include <string>
#include <unordered_map>
#include <utility>

#include "engine/registration/answer_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

using Rows = std::vector<std::vector<storage::Value>>;

const std::string select_registrations =
    "select id, organization_id, event_id, company_id, category, status, waitlist_policy, confirmed_headcount, "
    "waitlisted_headcount, queue_number, registered_at, cancelled_at, created_at, updated_at, version from registrations ";

Registration read_registration(storage::Row& row) {
  Registration read;
  read.id = row.next<core::RegistrationId>();
  read.organization = row.next<core::OrganizationId>();
  read.event = row.next<core::EventId>();
  read.company = row.next<core::CompanyId>();
  read.category = row.next<std::optional<std::string>>();
  read.status = storage::stored(parse_registration_status(row.next<std::string>()));
  read.policy = storage::stored(parse_waitlist_policy(row.next<std::string>()));
  read.heads.confirmed = row.next<std::int64_t>();
  read.heads.waitlisted = row.next<std::int64_t>();
  read.queue_number = row.next<std::optional<std::int64_t>>();
  read.registered_at = row.next<core::Instant>();
  read.cancelled_at = row.next<std::optional<core::Instant>>();
  read.created_at = row.next<core::Instant>();
  read.updated_at = row.next<core::Instant>();
  read.version = row.next<std::int64_t>();
  return read;
}

std::vector<core::RegistrationId> ids_of(std::span<const Registration> registrations) {
  std::vector<core::RegistrationId> ids;
  for (const auto& registration : registrations) ids.push_back(registration.id);
  return ids;
}

// Participants and pools of registrations that were read without them.
void load_parts(storage::Transaction& tx, std::vector<Registration>& registrations) {
  if (registrations.empty()) return;
  std::unordered_map<core::RegistrationId, Registration*> by_id;
  for (auto& registration : registrations) by_id.emplace(registration.id, &registration);
  const storage::IdList ids(ids_of(registrations));

  for (auto& participant : load_participants(tx, ids))
    by_id.at(participant.registration)->participants.push_back(std::move(participant));
  load_answers(tx, ids, registrations);

  struct Line {
    core::RegistrationId registration;
    std::string key;
    Share share;
  };
  auto lines = tx.select(
      "select registration_id, pool_key, confirmed, waitlisted from registration_pools where registration_id in " +
          ids.sql(),
      {}, [](storage::Row& row) {
        return Line{.registration = row.next<core::RegistrationId>(),
                    .key = row.next<std::string>(),
                    .share = {.confirmed = row.next<std::int64_t>(), .waitlisted = row.next<std::int64_t>()}};
      });
  for (auto& line : lines) by_id.at(line.registration)->pools.emplace(std::move(line.key), line.share);
}

// How many of these fit on a page by their heads; at least one, so that a list always gets on.
std::size_t fitting(storage::Transaction& tx, const std::vector<Registration>& registrations) {
  if (registrations.empty()) return 0;
  const storage::IdList ids(ids_of(registrations));
  struct Line {
    core::RegistrationId registration;
    std::size_t heads;
  };
  const auto lines =
      tx.select("select registration_id, count(*) from registration_participants where registration_id in " +
                    ids.sql() + " group by registration_id",
                {}, [](storage::Row& row) {
                  return Line{.registration = row.next<core::RegistrationId>(),
                              .heads = static_cast<std::size_t>(row.next<std::int64_t>())};
                });
  std::unordered_map<core::RegistrationId, std::size_t> heads_of;
  for (const auto& line : lines) heads_of.emplace(line.registration, line.heads);
  std::size_t heads = 0;
  std::size_t count = 0;
  for (const auto& registration : registrations) {
    heads += heads_of[registration.id];
    if (heads > max_heads_per_page && count > 0) break;
    ++count;
  }
  return count;
}

}  // namespace

void insert_registrations(storage::Transaction& tx, std::span<const Registration> registrations) {
  storage::BulkInsert rows(
      tx,
      "insert into registrations (id, organization_id, event_id, company_id, category, status, waitlist_policy, "
      "confirmed_headcount, waitlisted_headcount, waits, queue_number, registered_at, cancelled_at, version, created_at, "
      "updated_at)");
  for (const auto& one : registrations) {
    rows.add(one.id, one.organization, one.event, one.company, one.category, to_text(one.status), to_text(one.policy),
             one.heads.confirmed, one.heads.waitlisted, one.waits(), one.queue_number, one.registered_at,
             one.cancelled_at, one.version, one.created_at, one.updated_at);
  }
  rows.send();
  insert_participants(tx, registrations);
  insert_answers(tx, registrations);
  storage::BulkInsert pools(tx, "insert into registration_pools (registration_id, pool_key, confirmed, waitlisted)");
  for (const auto& one : registrations) {
    for (const auto& [key, share] : one.pools) pools.add(one.id, key, share.confirmed, share.waitlisted);
  }
  pools.send();
}

std::optional<Registration> find_registration(storage::Transaction& tx, const core::OrganizationId& organization,
                                              const core::RegistrationId& id, storage::Lock lock) {
  auto found =
      tx.select(storage::locked(std::string(select_registrations) + "where id = :id and organization_id = :org", lock),
                {{"id", id}, {"org", organization}}, read_registration);
  if (found.empty()) return std::nullopt;
  load_parts(tx, found);
  return std::move(found.front());
}

std::optional<Belonging> find_belonging(storage::Transaction& tx, const core::OrganizationId& organization,
                                        const core::RegistrationId& id) {
  return tx.select_one("select event_id, company_id from registrations where id = :id and organization_id = :org",
                       {{"id", id}, {"org", organization}}, [](storage::Row& row) {
                         return Belonging{.event = row.next<core::EventId>(), .company = row.next<core::CompanyId>()};
                       });
}

core::Page<Registration> list_registrations(storage::Transaction& tx, const core::OrganizationId& organization,
                                            const core::EventId& event, const RegistrationFilter& filter,
                                            const core::PageRequest& page) {
  storage::Query query{std::string(select_registrations) + "where organization_id = :org and event_id = :event",
                       {{"org", organization}, {"event", event}}};
  if (filter.company) query.also("company_id = :company", "company", *filter.company);
  if (filter.status) query.also("status = :status", "status", to_text(*filter.status));
  auto found = storage::list_rows(tx, std::move(query), "", page, read_registration);
  if (const auto count = fitting(tx, found.items); count < found.items.size()) {
    found.items.erase(found.items.begin() + static_cast<std::ptrdiff_t>(count), found.items.end());
    found.next_after = found.items.back().id.uuid;
  }
  load_parts(tx, found.items);
  return found;
}

std::int64_t next_queue_number(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>(
               "select queue_number from registrations where event_id = :event and waits = 1 "
               "order by queue_number desc limit 1",
               {{"event", event}})
             .value_or(0) +
         1;
}

std::vector<Registration> lock_waiting(storage::Transaction& tx, const core::EventId& event, std::int64_t after,
                                       std::size_t limit) {
  auto found = tx.select(storage::locked(std::string(select_registrations) +
                                             "where event_id = :event and waits = 1 and queue_number > :after "
                                             "order by queue_number limit :limit",
                                         storage::Lock::for_update),
                         {{"event", event}, {"after", after}, {"limit", limit}}, read_registration);
  load_parts(tx, found);
  return found;
}

void update_registration(storage::Transaction& tx, const Registration& registration) {
  tx.execute(
      "update registrations set status = :status, confirmed_headcount = :confirmed, waitlisted_headcount = :waitlisted, "
      "waits = :waits, cancelled_at = :cancelled, updated_at = :updated, version = :version where id = :id",
      {{"status", to_text(registration.status)},
       {"confirmed", registration.heads.confirmed},
       {"waitlisted", registration.heads.waitlisted},
       {"waits", registration.waits()},
       {"cancelled", registration.cancelled_at},
       {"updated", registration.updated_at},
       {"version", registration.version},
       {"id", registration.id}});
  Rows pools;
  for (const auto& [key, share] : registration.pools)
    pools.push_back({registration.id, key, share.confirmed, share.waitlisted});
  tx.insert_rows("replace into registration_pools (registration_id, pool_key, confirmed, waitlisted)", pools);
}

std::vector<Cancelled> cancel_all(storage::Transaction& tx, const core::EventId& event, core::Instant now) {
  auto cancelled = tx.select(
      "select id, status from registrations where event_id = :event and status <> 'cancelled' order by id for update",
      {{"event", event}}, [](storage::Row& row) {
        return Cancelled{.id = row.next<core::RegistrationId>(),
                         .before = storage::stored(parse_registration_status(row.next<std::string>()))};
      });
  tx.execute(
      "update registrations set status = 'cancelled', confirmed_headcount = 0, waitlisted_headcount = 0, waits = 0, "
      "cancelled_at = :now, updated_at = :now, version = version + 1 where event_id = :event and status <> 'cancelled'",
      {{"now", now}, {"event", event}});
  tx.execute("update registration_participants set state = 'cancelled' where event_id = :event", {{"event", event}});
  tx.execute(
      "update registration_pools p join registrations r on r.id = p.registration_id "
      "set p.confirmed = 0, p.waitlisted = 0 where r.event_id = :event",
      {{"event", event}});
  return cancelled;
}

std::int64_t count_registrations(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select count(*) from registrations where event_id = :event", {{"event", event}})
      .value_or(0);
}

std::int64_t count_check_ins(storage::Transaction& tx, const core::EventId& event) {
  return tx.scalar<std::int64_t>("select count(*) from check_ins where event_id = :event", {{"event", event}})
      .value_or(0);
}

std::vector<core::RegistrationId> move_registrations(storage::Transaction& tx, const core::CompanyId& from,
                                                     const core::CompanyId& into, core::Instant now) {
  auto moved = tx.select("select id from registrations where company_id = :from order by id for update",
                         {{"from", from}}, [](storage::Row& row) { return row.next<core::RegistrationId>(); });
  tx.execute(
      "update registrations set company_id = :into, version = version + 1, updated_at = greatest(updated_at, :now) "
      "where company_id = :from",
      {{"into", into}, {"now", now}, {"from", from}});
  return moved;
}

void touch_registration(storage::Transaction& tx, const core::RegistrationId& registration, core::Instant now) {
  tx.execute("update registrations set version = version + 1, updated_at = greatest(updated_at, :now) where id = :id",
             {{"now", now}, {"id", registration}});
}

}  // namespace tagwerk::registration
