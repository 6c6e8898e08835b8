#include "engine/events/event_terms_service.hpp"

#include <algorithm>
#include <set>
#include <string>

#include "engine/access/reading.hpp"
#include "engine/audit/audit.hpp"
#include "engine/core/refusals.hpp"
#include "engine/directory/region_store.hpp"
#include "engine/events/capacity_store.hpp"
#include "engine/events/changed_terms.hpp"
#include "engine/events/event_terms_store.hpp"
#include "engine/events/terms_change.hpp"

namespace tagwerk::events {

namespace refusals = core::refusals;

namespace {

using Fields = std::vector<core::FieldError>;

void add_missing_region(Fields& errors, const directory::RegionIds& known, std::string pointer,
                        const std::string& key) {
  if (known.contains(key)) return;
  errors.push_back({std::move(pointer), &core::reference_not_found, {{"object", "region"}, {"value", key}}});
}

Fields missing_references(storage::Transaction& tx, const access::Call& call, const RegistrationRules& rules) {
  Fields errors;
  const auto known = directory::load_region_ids(tx, call.principal.organization);
  for (std::size_t i = 0; i < rules.priorities.size(); ++i) {
    const auto& key = rules.priorities[i].region_key;
    if (key) add_missing_region(errors, known, "/waitlist/priorities/" + std::to_string(i) + "/region_key", *key);
  }
  if (!rules.region_keys) return errors;
  for (std::size_t i = 0; i < rules.region_keys->size(); ++i)
    add_missing_region(errors, known, "/eligibility/region_keys/" + std::to_string(i), (*rules.region_keys)[i]);
  return errors;
}

std::set<core::CompanyId> companies_of(const std::vector<Contingent>& contingents) {
  std::set<core::CompanyId> named;
  for (const auto& one : contingents) {
    if (one.company) named.insert(*one.company);
  }
  return named;
}

Fields missing_references(const std::set<core::CompanyId>& known, const std::vector<Contingent>& contingents) {
  Fields errors;
  for (std::size_t i = 0; i < contingents.size(); ++i) {
    const auto& company = contingents[i].company;
    if (!company || known.contains(*company)) continue;
    errors.push_back({"/contingents/" + std::to_string(i) + "/company_id",
                      &core::reference_not_found,
                      {{"object", "company"}, {"value", company->text()}}});
  }
  return errors;
}

// The first speaks for all; each has its own line among the fields.
core::Error conflict(Fields fields) {
  const auto& code = *fields.front().code;
  auto arguments = fields.front().arguments;
  return core::Error(code, std::move(arguments), std::move(fields));
}

void save_own_pools(storage::Transaction& tx, const core::EventId& event, const std::vector<PoolRow>& before,
                    const std::vector<PoolRow>& after) {
  const auto is_among = [](const std::vector<PoolRow>& rows, const std::string& key) {
    return std::any_of(rows.begin(), rows.end(), [&](const PoolRow& row) { return row.key == key; });
  };
  for (const auto& row : before) {
    if (!is_among(after, row.key)) remove_pool(tx, event, row.key);
  }
  for (const auto& row : after) {
    if (std::find(before.begin(), before.end(), row) == before.end()) save_limit(tx, event, row);
  }
}

// Somebody behind one who does not fit may be served now.
bool serves_otherwise(const RegistrationRules& before, const RegistrationRules& after) {
  return before.waitlist_order != after.waitlist_order || before.ageing_hours != after.ageing_hours;
}

}  // namespace

core::Result<EventTerms> EventTermsService::get(const access::Call& call, const core::EventId& event) {
  return access::reading(*database_, call, [&](storage::Transaction& tx) -> core::Result<EventTerms> {
    if (!find_terms_version(tx, call.principal.organization, event)) return refusals::not_found("event", event.text());
    auto terms = load_terms(tx, event);
    const auto own_role = find_role(tx, call.principal.company);
    std::erase_if(terms.contingents,
                  [&](const Contingent& one) { return !is_visible_to(call.principal, own_role, one); });
    return terms;
  });
}

core::Result<EventTerms> EventTermsService::change(const access::Call& call, const core::EventId& event,
                                                   const core::ExpectedVersion& expected, const Write& write,
                                                   const std::set<core::CompanyId>& named) {
  return database_->transact(call.transaction, [&](storage::Transaction& tx) -> core::Result<EventTerms> {
    const auto companies = lock_companies(tx, call.principal.organization, named);  // before events, as a merge
    const auto version = find_terms_version(tx, call.principal.organization, event, storage::Lock::for_update);
    if (!version) return refusals::not_found("event", event.text());
    const auto rows = lock_pools(tx, event);
    if (!expected.is_met_by(*version)) return core::fail(core::precondition_failed);
    const auto before = load_terms(tx, event);
    const auto written =
        write({.tx = tx, .call = call, .event = event, .rows = rows, .before = before, .companies = companies});
    if (!written) return written.error();
    if (written->action.empty()) return before;
    save_terms_version(tx, event, *version + 1);
    audit::record(
        tx, call,
        {.object_kind = "event", .object = event.uuid, .action = written->action, .changes = written->changes});
    if (written->frees_places) {
      for (auto* dependents : dependents_) dependents->places_freed(tx, call, event);
    }
    return load_terms(tx, event);
  });
}

core::Result<EventTerms> EventTermsService::put(const access::Call& call, const core::EventId& event,
                                                const RegistrationRules& rules, const core::ExpectedVersion& expected) {
  if (auto errors = check(rules); !errors.empty()) return core::fail_fields(std::move(errors));
  return change(call, event, expected, [&](const Change& at) -> core::Result<Written> {
    if (auto errors = missing_references(at.tx, call, rules); !errors.empty())
      return core::fail_fields(std::move(errors));
    if (rules == at.before.rules) return Written{};
    save_rules(at.tx, event, rules);
    return Written{.action = "rules_changed",
                   .changes = changed_terms(at.before.rules, rules),
                   .frees_places = serves_otherwise(at.before.rules, rules)};
  });
}

core::Result<EventTerms> EventTermsService::put(const access::Call& call, const core::EventId& event,
                                                const std::vector<TicketCategory>& categories,
                                                const core::ExpectedVersion& expected) {
  if (auto errors = check(categories); !errors.empty()) return core::fail_fields(std::move(errors));
  return change(call, event, expected, [&](const Change& at) -> core::Result<Written> {
    if (categories == at.before.categories) return Written{};
    if (auto errors = refused(at.before.categories, categories, at.rows); !errors.empty())
      return conflict(std::move(errors));
    const auto after = with_limits_of(categories, at.rows);
    save_own_pools(at.tx, event, at.rows, after);
    save_categories(at.tx, event, categories);
    return Written{.action = "categories_changed",
                   .changes = changed_terms(at.before.categories, categories),
                   .frees_places = is_raised(at.rows, after)};
  });
}

core::Result<EventTerms> EventTermsService::put(const access::Call& call, const core::EventId& event,
                                                const std::vector<Contingent>& contingents,
                                                const core::ExpectedVersion& expected) {
  if (auto errors = check(contingents); !errors.empty()) return core::fail_fields(std::move(errors));
  const auto write = [&](const Change& at) -> core::Result<Written> {
    if (auto errors = missing_references(at.companies, contingents); !errors.empty())
      return core::fail_fields(std::move(errors));
    if (contingents == at.before.contingents) return Written{};
    if (auto errors = refused(at.before.contingents, contingents, at.rows, call.now); !errors.empty())
      return conflict(std::move(errors));
    save_own_pools(at.tx, event, at.rows, with_limits_of(contingents, at.rows));
    save_contingents(at.tx, event, contingents);
    // What is no longer reserved is everybody's, and what is reserved anew may be its owner's who waits.
    return Written{.action = "contingents_changed",
                   .changes = changed_terms(at.before.contingents, contingents),
                   .frees_places = true};
  };
  return change(call, event, expected, write, companies_of(contingents));
}

}  // namespace tagwerk::events
