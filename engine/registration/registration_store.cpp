#include "engine/registration/registration_store.hpp"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <utility>

#include "engine/registration/answer_store.hpp"
#include "engine/registration/participant_store.hpp"
#include "engine/registration/queue_number.hpp"
#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::registration {
namespace {

using Rows = std::vector<std::vector<storage::Value>>;

const std::string select_registrations =
    "select id, organization_id, event_id, company_id, category, status, waitlist_policy, confirmed_headcount, "
    "waitlisted_headcount, queue_number, registered_at, cancelled_at, created_at, updated_at, version, held_headcount, "
    "held_for, held_until, approval, reason, waits_since, unit_net, currency, vat_bp, fee_net, imported, "
    "transferred_from_id, transferred_to_id from registrations ";

template <class E>
std::optional<E> stored_if(const std::optional<std::string>& text,
                           std::optional<E> (*parse)(std::string_view) noexcept) {
  if (!text) return std::nullopt;
  return storage::stored(parse(*text));
}

std::optional<HeadPrice> read_price(storage::Row& row) {
  const auto net = row.next<std::optional<std::int64_t>>();
  auto currency = row.next<std::optional<std::string>>();
  const auto vat_bp = row.next<std::optional<std::int64_t>>();
  if (!net) return std::nullopt;
  return HeadPrice{.net = {.net = *net, .currency = *std::move(currency)}, .vat_bp = vat_bp.value_or(0)};
}

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
  read.heads.held = row.next<std::int64_t>();
  read.held_for = stored_if(row.next<std::optional<std::string>>(), parse_held_for);
  read.held_until = row.next<std::optional<core::Instant>>();
  read.approval = stored_if(row.next<std::optional<std::string>>(), parse_approval);
  read.reason = row.next<std::optional<std::string>>();
  read.waits_since = row.next<std::optional<core::Instant>>();
  read.price = read_price(row);
  read.fee_net = row.next<std::int64_t>();
  read.imported = row.next<bool>();
  read.transferred_from = row.next<std::optional<core::RegistrationId>>();
  read.transferred_to = row.next<std::optional<core::RegistrationId>>();
  return read;
}

std::vector<core::RegistrationId> ids_of(std::span<const Registration> registrations) {
  std::vector<core::RegistrationId> ids;
  for (const auto& registration : registrations) ids.push_back(registration.id);
  return ids;
}

std::unordered_map<core::RegistrationId, Registration*> by_id(std::span<Registration> registrations) {
  std::unordered_map<core::RegistrationId, Registration*> found;
  for (auto& registration : registrations) found.emplace(registration.id, &registration);
  return found;
}

void load_pools(storage::Transaction& tx, std::span<Registration> registrations) {
  if (registrations.empty()) return;
  const auto known = by_id(registrations);
  struct Line {
    core::RegistrationId registration;
    std::string key;
    Share share;
    std::int64_t wanted;
  };
  auto lines = tx.select(
      "select registration_id, pool_key, confirmed, waitlisted, held, wanted from registration_pools "
      "where registration_id in " +
          storage::IdList(ids_of(registrations)).sql(),
      {}, [](storage::Row& row) {
        return Line{.registration = row.next<core::RegistrationId>(),
                    .key = row.next<std::string>(),
                    .share = {.confirmed = row.next<std::int64_t>(),
                              .waitlisted = row.next<std::int64_t>(),
                              .held = row.next<std::int64_t>()},
                    .wanted = row.next<std::int64_t>()};
      });
  for (auto& line : lines) {
    auto& registration = *known.at(line.registration);
    if (line.wanted > 0) registration.wanted_pools.emplace(line.key, line.wanted);
    registration.pools.emplace(std::move(line.key), line.share);
  }
}

void load_parts(storage::Transaction& tx, std::span<Registration> registrations) {
  load_heads(tx, registrations);
  load_pools(tx, registrations);
}

std::int64_t wanted(const Registration& registration, const std::string& pool) {
  const auto found = registration.wanted_pools.find(pool);
  return found == registration.wanted_pools.end() ? 0 : found->second;
}

// Anything that most registrations do not have: columns that are left out are not parsed.
bool has_terms(const Registration& one) {
  return one.held_for || one.approval || one.price || one.imported || one.transferred_from || one.waits_since ||
         one.reason || one.fee_net != 0 || one.heads.held > 0;
}

const std::string insert_columns =
    "insert into registrations (id, organization_id, event_id, company_id, category, status, waitlist_policy, "
    "confirmed_headcount, waitlisted_headcount, waits, queue_number, registered_at, cancelled_at, version, created_at, "
    "updated_at";

void insert_without_terms(storage::Transaction& tx, std::span<const Registration> registrations) {
  storage::BulkInsert rows(tx, insert_columns + ")");
  for (const auto& one : registrations) {
    rows.add(one.id, one.organization, one.event, one.company, one.category, to_text(one.status), to_text(one.policy),
             one.heads.confirmed, one.heads.waitlisted, one.waits(), one.queue_number, one.registered_at,
             one.cancelled_at, one.version, one.created_at, one.updated_at);
  }
  rows.send();
}

template <class E>
std::optional<std::string> text_of(const std::optional<E>& value) {
  if (!value) return std::nullopt;
  return std::string(to_text(*value));
}

void insert_with_terms(storage::Transaction& tx, std::span<const Registration> registrations) {
  storage::BulkInsert rows(tx, insert_columns +
                                   ", held_headcount, held_for, held_until, approval, reason, waits_since, unit_net, "
                                   "currency, vat_bp, fee_net, imported, transferred_from_id)");
  for (const auto& one : registrations) {
    const auto of_price = [&](auto member) {
      return one.price ? storage::Value(member(*one.price)) : storage::Value(nullptr);
    };
    const auto net = of_price([](const HeadPrice& price) { return price.net.net; });
    const auto currency = of_price([](const HeadPrice& price) { return price.net.currency; });
    const auto vat_bp = of_price([](const HeadPrice& price) { return price.vat_bp; });
    rows.add(one.id, one.organization, one.event, one.company, one.category, to_text(one.status), to_text(one.policy),
             one.heads.confirmed, one.heads.waitlisted, one.waits(), one.queue_number, one.registered_at,
             one.cancelled_at, one.version, one.created_at, one.updated_at, one.heads.held, text_of(one.held_for),
             one.held_until, text_of(one.approval), one.reason, one.waits_since, net, currency, vat_bp, one.fee_net,
             one.imported, one.transferred_from);
  }
  rows.send();
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
  if (std::none_of(registrations.begin(), registrations.end(), has_terms)) {
    insert_without_terms(tx, registrations);
  } else {
    insert_with_terms(tx, registrations);
  }
  insert_participants(tx, registrations);
  insert_answers(tx, registrations);
  storage::BulkInsert pools(
      tx, "insert into registration_pools (registration_id, pool_key, confirmed, waitlisted, held, wanted)");
  storage::BulkInsert deadlines(tx, "insert into registration_deadlines (registration_id, event_id, due_at)");
  for (const auto& one : registrations) {
    for (const auto& [key, share] : one.pools)
      pools.add(one.id, key, share.confirmed, share.waitlisted, share.held, wanted(one, key));
    if (one.held_until) deadlines.add(one.id, one.event, *one.held_until);
  }
  pools.send();
  deadlines.send();
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

std::int64_t next_queue_number(storage::Transaction& tx, const core::EventId& event, int priority) {
  const auto first = first_queue_number(priority);
  return tx.scalar<std::int64_t>(
               "select queue_number from registrations where event_id = :event and waits = 1 and queue_number > :first "
               "and queue_number < :end order by queue_number desc limit 1",
               {{"event", event}, {"first", first}, {"end", first + queue_numbers_per_priority}})
             .value_or(first) +
         1;
}

std::vector<Registration> lock_waiting(storage::Transaction& tx, const core::EventId& event, std::int64_t after,
                                       std::size_t limit) {
  auto found = tx.select(storage::locked(std::string(select_registrations) +
                                             "where event_id = :event and waits = 1 and queue_number > :after "
                                             "order by queue_number limit :limit",
                                         storage::Lock::for_update),
                         {{"event", event}, {"after", after}, {"limit", limit}}, read_registration);
  load_pools(tx, found);
  return found;
}

void load_heads(storage::Transaction& tx, std::span<Registration> registrations) {
  if (registrations.empty()) return;
  const auto known = by_id(registrations);
  const storage::IdList ids(ids_of(registrations));
  for (auto& participant : load_participants(tx, ids))
    known.at(participant.registration)->participants.push_back(std::move(participant));
  load_answers(tx, ids, registrations);
}

void update_registration(storage::Transaction& tx, const Registration& registration) {
  tx.execute(
      "update registrations set status = :status, confirmed_headcount = :confirmed, waitlisted_headcount = :waitlisted, "
      "held_headcount = :held, waits = :waits, queue_number = :number, waits_since = :since, held_for = :held_for, "
      "held_until = :until, approval = :approval, reason = :reason, fee_net = :fee, transferred_to_id = :to, "
      "cancelled_at = :cancelled, updated_at = :updated, version = :version where id = :id",
      {{"status", to_text(registration.status)},
       {"confirmed", registration.heads.confirmed},
       {"waitlisted", registration.heads.waitlisted},
       {"held", registration.heads.held},
       {"waits", registration.waits()},
       {"number", registration.queue_number},
       {"since", registration.waits_since},
       {"held_for", text_of(registration.held_for)},
       {"until", registration.held_until},
       {"approval", text_of(registration.approval)},
       {"reason", registration.reason},
       {"fee", registration.fee_net},
       {"to", registration.transferred_to},
       {"cancelled", registration.cancelled_at},
       {"updated", registration.updated_at},
       {"version", registration.version},
       {"id", registration.id}});
  Rows pools;
  for (const auto& [key, share] : registration.pools)
    pools.push_back({registration.id, key, share.confirmed, share.waitlisted, share.held, wanted(registration, key)});
  tx.insert_rows("replace into registration_pools (registration_id, pool_key, confirmed, waitlisted, held, wanted)",
                 pools);
}

void save_deadline(storage::Transaction& tx, const Registration& registration) {
  if (registration.held_until) {
    tx.execute(
        "insert into registration_deadlines (registration_id, event_id, due_at) values (:id, :event, :due) "
        "on duplicate key update due_at = :due",
        {{"id", registration.id}, {"event", registration.event}, {"due", *registration.held_until}});
  } else {
    tx.execute("delete from registration_deadlines where registration_id = :id", {{"id", registration.id}});
  }
}

void save_origin(storage::Transaction& tx, const core::RegistrationId& registration, const core::RegistrationId& from) {
  tx.execute("update registrations set transferred_from_id = :from where id = :id",
             {{"from", from}, {"id", registration}});
}

std::vector<Cancelled> cancel_all(storage::Transaction& tx, const core::EventId& event, core::Instant now) {
  auto cancelled = tx.select(
      "select id, company_id, confirmed_headcount, status from registrations where event_id = :event "
      "and status <> 'cancelled' order by id for update",
      {{"event", event}}, [](storage::Row& row) {
        return Cancelled{.id = row.next<core::RegistrationId>(),
                         .company = row.next<core::CompanyId>(),
                         .confirmed = row.next<std::int64_t>(),
                         .before = storage::stored(parse_registration_status(row.next<std::string>()))};
      });
  tx.execute(
      "update registrations set status = 'cancelled', confirmed_headcount = 0, waitlisted_headcount = 0, "
      "held_headcount = 0, held_for = null, held_until = null, waits = 0, cancelled_at = :now, updated_at = :now, version = version + 1 where event_id = :event and status <> 'cancelled'",
      {{"now", now}, {"event", event}});
  tx.execute("update registration_participants set state = 'cancelled' where event_id = :event", {{"event", event}});
  tx.execute(
      "update registration_pools p join registrations r on r.id = p.registration_id "
      "set p.confirmed = 0, p.waitlisted = 0, p.held = 0 where r.event_id = :event",
      {{"event", event}});
  tx.execute("delete from registration_deadlines where event_id = :event", {{"event", event}});
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
