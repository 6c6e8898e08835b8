#include "engine/events/event_terms_store.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "engine/storage/bulk_insert.hpp"
#include "engine/storage/id_list.hpp"
#include "engine/storage/rows.hpp"

namespace tagwerk::events {
namespace {

using Texts = std::vector<std::string>;

std::optional<Texts> split(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  Texts parts;
  for (std::size_t begin = 0; begin < text->size();) {
    const auto end = std::min(text->find(',', begin), text->size());
    parts.push_back(text->substr(begin, end - begin));
    begin = end + 1;
  }
  return parts;
}

std::optional<std::string> joined(const std::optional<Texts>& parts) {
  if (!parts) return std::nullopt;
  std::string text;
  for (const auto& part : *parts) text.append(text.empty() ? "" : ",").append(part);
  return text;
}

std::optional<std::vector<directory::CompanyRole>> roles_of(const std::optional<std::string>& text) {
  const auto names = split(text);
  if (!names) return std::nullopt;
  std::vector<directory::CompanyRole> roles;
  for (const auto& name : *names) roles.push_back(storage::stored(directory::parse_company_role(name)));
  return roles;
}

std::optional<std::string> text_of(const std::optional<std::vector<directory::CompanyRole>>& roles) {
  if (!roles) return std::nullopt;
  Texts names;
  for (const auto role : *roles) names.emplace_back(to_text(role));
  return joined(names);
}

std::optional<std::string> text_of(const std::optional<directory::CompanyRole>& role) {
  return role ? std::optional(std::string(to_text(*role))) : std::nullopt;
}

std::optional<directory::CompanyRole> role_of(const std::optional<std::string>& text) {
  return text ? std::optional(storage::stored(directory::parse_company_role(*text))) : std::nullopt;
}

// Designated members are read in the order of the columns.
RegistrationRules read_rules(storage::Row& row) {
  return {.max_heads_per_company = row.next<std::optional<std::int64_t>>(),
          .max_held_heads_per_company = row.next<std::optional<std::int64_t>>(),
          .hold_minutes = row.next<int>(),
          .naming_deadline = row.next<std::optional<core::Instant>>(),
          .waitlist_policy = storage::stored(parse_default_policy(row.next<std::string>())),
          .waitlist_order = storage::stored(parse_waitlist_order(row.next<std::string>())),
          .ageing_hours = row.next<int>(),
          .promotion = storage::stored(parse_promotion_mode(row.next<std::string>())),
          .offer_hours = row.next<int>(),
          .priorities = {},
          .needs_approval = row.next<bool>(),
          .company_roles = roles_of(row.next<std::optional<std::string>>()),
          .region_keys = split(row.next<std::optional<std::string>>()),
          .free_cancellation_until = row.next<std::optional<core::Instant>>(),
          .cancellation_fee_bp = row.next<std::int64_t>()};
}

WaitlistPriority read_priority(storage::Row& row) {
  return {.company_role = role_of(row.next<std::optional<std::string>>()),
          .category = row.next<std::optional<std::string>>(),
          .region_key = row.next<std::optional<std::string>>(),
          .priority = row.next<int>()};
}

std::optional<Price> price_of(const std::optional<std::int64_t>& net, std::optional<std::string> currency) {
  if (!net) return std::nullopt;
  return Price{.net = *net, .currency = std::move(currency).value()};
}

TicketCategory read_category(storage::Row& row) {
  TicketCategory category;
  category.key = row.next<std::string>();
  category.name = row.next<std::string>();
  category.limit = row.next<std::optional<std::int64_t>>();
  const auto net = row.next<std::optional<std::int64_t>>();
  category.price = price_of(net, row.next<std::optional<std::string>>());
  category.vat_bp = row.next<std::int64_t>();
  category.sale_from = row.next<std::optional<core::Instant>>();
  category.sale_until = row.next<std::optional<core::Instant>>();
  return category;
}

// A row per pool of a category; a category without pools has one row.
std::vector<TicketCategory> load_categories(storage::Transaction& tx, const core::EventId& event) {
  std::vector<TicketCategory> categories;
  const auto add_row = [&](storage::Row& row) {
    auto category = read_category(row);
    const auto pool = row.next<std::optional<std::string>>();
    const auto places = row.next<std::optional<std::int64_t>>();
    if (categories.empty() || categories.back().key != category.key) categories.push_back(std::move(category));
    if (pool && places) categories.back().pools.emplace(*pool, *places);
    return true;
  };
  static_cast<void>(
      tx.select("select c.category_key, c.name, c.limit_count, c.net_price, c.currency, c.vat_bp, c.sale_from, "
                "c.sale_until, p.pool_key, p.places_per_head from ticket_categories c left join category_pools p on "
                "p.event_id = c.event_id and p.category_key = c.category_key where c.event_id = :event "
                "order by c.list_position, c.category_key, p.pool_key",
                {{"event", event}}, add_row));
  return categories;
}

Contingent read_contingent(storage::Row& row) {
  return {.key = row.next<std::string>(),
          .pool = row.next<std::string>(),
          .places = row.next<std::int64_t>(),
          .company = row.next<std::optional<core::CompanyId>>(),
          .company_role = role_of(row.next<std::optional<std::string>>()),
          .release_at = row.next<std::optional<core::Instant>>()};
}

}  // namespace

EventTerms load_terms(storage::Transaction& tx, const core::EventId& event) {
  EventTerms terms;
  terms.version =
      tx.scalar<std::int64_t>("select terms_version from events where id = :event", {{"event", event}}).value_or(0);
  if (terms.version == 0) return terms;
  if (auto rules =
          tx.select_one("select max_heads_per_company, max_held_heads_per_company, hold_minutes, naming_deadline, "
                        "waitlist_policy, waitlist_order, ageing_hours, promotion, offer_hours, needs_approval, "
                        "company_roles, region_keys, free_cancellation_until, cancellation_fee_bp "
                        "from registration_rules where event_id = :event",
                        {{"event", event}}, read_rules)) {
    terms.rules = *std::move(rules);
  }
  terms.rules.priorities = tx.select(
      "select company_role, category_key, region_key, priority from waitlist_priorities where event_id = :event "
      "order by list_position",
      {{"event", event}}, read_priority);
  terms.categories = load_categories(tx, event);
  terms.contingents = tx.select(
      "select contingent_key, pool_key, places, company_id, company_role, release_at from contingents "
      "where event_id = :event order by list_position, contingent_key",
      {{"event", event}}, read_contingent);
  return terms;
}

std::optional<std::int64_t> find_terms_version(storage::Transaction& tx, const core::OrganizationId& organization,
                                               const core::EventId& event, storage::Lock lock) {
  return tx.scalar<std::int64_t>(
      storage::locked("select terms_version from events where id = :event and organization_id = :org", lock),
      {{"event", event}, {"org", organization}});
}

std::set<core::CompanyId> lock_companies(storage::Transaction& tx, const core::OrganizationId& organization,
                                         const std::set<core::CompanyId>& companies) {
  std::set<core::CompanyId> known;
  if (companies.empty()) return known;
  const auto sql = "select id from companies where organization_id = :org and merged_into_id is null and id in " +
                   storage::IdList(companies).sql() + " order by id";
  const auto ids = tx.select(storage::locked(sql, storage::Lock::shared), {{"org", organization}},
                             [](storage::Row& row) { return row.next<core::CompanyId>(); });
  known.insert(ids.begin(), ids.end());
  return known;
}

std::optional<directory::CompanyRole> find_role(storage::Transaction& tx,
                                                const std::optional<core::CompanyId>& company) {
  if (!company) return std::nullopt;
  return tx.select_one("select role from companies where id = :id", {{"id", *company}}, [](storage::Row& row) {
    return storage::stored(directory::parse_company_role(row.next<std::string>()));
  });
}

std::set<core::EventId> load_events_with_contingents_of(storage::Transaction& tx, const core::CompanyId& company) {
  const auto events = tx.select("select distinct event_id from contingents where company_id = :company",
                                {{"company", company}}, [](storage::Row& row) { return row.next<core::EventId>(); });
  return {events.begin(), events.end()};
}

void save_terms_version(storage::Transaction& tx, const core::EventId& event, std::int64_t version) {
  tx.execute("update events set terms_version = :version where id = :event", {{"version", version}, {"event", event}});
}

void save_rules(storage::Transaction& tx, const core::EventId& event, const RegistrationRules& rules) {
  tx.execute("delete from registration_rules where event_id = :event", {{"event", event}});
  tx.execute("delete from waitlist_priorities where event_id = :event", {{"event", event}});
  storage::BulkInsert row(
      tx,
      "insert into registration_rules (event_id, max_heads_per_company, max_held_heads_per_company, hold_minutes, "
      "naming_deadline, waitlist_policy, waitlist_order, ageing_hours, promotion, offer_hours, needs_approval, "
      "company_roles, region_keys, free_cancellation_until, cancellation_fee_bp)");
  row.add(event, rules.max_heads_per_company, rules.max_held_heads_per_company, rules.hold_minutes,
          rules.naming_deadline, to_text(rules.waitlist_policy), to_text(rules.waitlist_order), rules.ageing_hours,
          to_text(rules.promotion), rules.offer_hours, rules.needs_approval ? 1 : 0, text_of(rules.company_roles),
          joined(rules.region_keys), rules.free_cancellation_until, rules.cancellation_fee_bp);
  storage::BulkInsert priorities(
      tx,
      "insert into waitlist_priorities (event_id, list_position, company_role, category_key, region_key, priority)");
  int position = 0;
  for (const auto& one : rules.priorities)
    priorities.add(event, ++position, text_of(one.company_role), one.category, one.region_key, one.priority);
  storage::write_references([&] {
    row.send();
    priorities.send();
  });
}

void save_categories(storage::Transaction& tx, const core::EventId& event,
                     const std::vector<TicketCategory>& categories) {
  tx.execute("delete from ticket_categories where event_id = :event", {{"event", event}});  // their pools go with them
  storage::BulkInsert rows(tx,
                           "insert into ticket_categories (event_id, category_key, list_position, name, limit_count, "
                           "net_price, currency, vat_bp, sale_from, sale_until)");
  storage::BulkInsert pools(tx, "insert into category_pools (event_id, category_key, pool_key, places_per_head)");
  int position = 0;
  for (const auto& one : categories) {
    rows.add_row({event, one.key, ++position, one.name, one.limit,
                  one.price ? storage::Value(one.price->net) : storage::Value(nullptr),
                  one.price ? storage::Value(one.price->currency) : storage::Value(nullptr), one.vat_bp, one.sale_from,
                  one.sale_until});
    for (const auto& [pool, places] : one.pools) pools.add(event, one.key, pool, places);
  }
  storage::write_references([&] {
    rows.send();
    pools.send();
  });
}

void save_contingents(storage::Transaction& tx, const core::EventId& event,
                      const std::vector<Contingent>& contingents) {
  std::set<std::string> kept;
  for (const auto& one : contingents) kept.insert(one.key);
  const auto gone = kept.empty() ? std::string() : " and contingent_key not in " + storage::IdList(kept).sql();
  tx.execute("delete from contingents where event_id = :event" + gone, {{"event", event}});
  // Assigned from left to right: `released` compares with what release_at was.
  storage::BulkInsert rows(
      tx,
      "insert into contingents (event_id, contingent_key, list_position, pool_key, places, company_id, company_role, "
      "release_at)",
      "on duplicate key update list_position = values(list_position), pool_key = values(pool_key), "
      "places = values(places), company_id = values(company_id), company_role = values(company_role), "
      "released = if(release_at <=> values(release_at), released, 0), release_at = values(release_at)");
  int position = 0;
  for (const auto& one : contingents)
    rows.add(event, one.key, ++position, one.pool, one.places, one.company, text_of(one.company_role), one.release_at);
  storage::write_references([&] { rows.send(); });
}

}  // namespace tagwerk::events
