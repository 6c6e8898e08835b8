#include "engine/events/changed_terms.hpp"

#include <optional>
#include <string>
#include <string_view>

#include "engine/core/money.hpp"

namespace tagwerk::events {
namespace {

using audit::Members;
using Maybe = std::optional<std::string>;

Maybe number(const std::optional<std::int64_t>& value) { return value ? Maybe(std::to_string(*value)) : std::nullopt; }
Maybe instant(const std::optional<core::Instant>& value) {
  return value ? Maybe(core::to_rfc3339(*value)) : std::nullopt;
}
std::string text(bool value) { return value ? "true" : "false"; }
Maybe role(const std::optional<directory::CompanyRole>& value) {
  return value ? Maybe(std::string(to_text(*value))) : std::nullopt;
}
// 1900 basis points: "19.00".
std::string percent(std::int64_t basis_points) { return core::amount_text(basis_points, 2); }

// "a, b"; an item in words.
template <class Items, class Words>
Maybe list(const Items& items, Words&& words) {
  Maybe all;
  for (const auto& one : items) {
    if (all) all->append(", ");
    if (!all) all.emplace();
    all->append(words(one));
  }
  return all;
}

// "partner/vip/nord: 5", with * for any.
std::string priority_words(const WaitlistPriority& one) {
  return role(one.company_role).value_or("*") + "/" + one.category.value_or("*") + "/" + one.region_key.value_or("*") +
         ": " + std::to_string(one.priority);
}

Members members_of(const RegistrationRules& rules) {
  Members members{{"max_heads_per_company", number(rules.max_heads_per_company)},
                  {"max_held_heads_per_company", number(rules.max_held_heads_per_company)},
                  {"hold_minutes", std::to_string(rules.hold_minutes)},
                  {"naming_deadline", instant(rules.naming_deadline)},
                  {"waitlist/policy", std::string(to_text(rules.waitlist_policy))},
                  {"waitlist/order", std::string(to_text(rules.waitlist_order))},
                  {"waitlist/ageing_hours", std::to_string(rules.ageing_hours)},
                  {"waitlist/promotion", std::string(to_text(rules.promotion))},
                  {"waitlist/offer_hours", std::to_string(rules.offer_hours)},
                  {"waitlist/priorities", list(rules.priorities, priority_words)},
                  {"needs_approval", text(rules.needs_approval)},
                  {"eligibility/company_roles", std::nullopt},
                  {"eligibility/region_keys", std::nullopt},
                  {"cancellation/free_until", instant(rules.free_cancellation_until)},
                  {"cancellation/fee_percent", percent(rules.cancellation_fee_bp)}};
  if (rules.company_roles)
    members["eligibility/company_roles"] = list(*rules.company_roles, [](auto one) { return to_text(one); });
  if (rules.region_keys)
    members["eligibility/region_keys"] = list(*rules.region_keys, [](const std::string& one) { return one; });
  return members;
}

void add_members(Members& members, const TicketCategory& one) {
  const auto at = one.key + "/";
  members[at + "name"] = one.name;
  members[at + "limit"] = number(one.limit);
  members[at + "price"] = std::nullopt;
  if (one.price) {
    members[at + "price"] =
        core::amount_text({.minor = one.price->net, .currency = one.price->currency}) + " " + one.price->currency;
  }
  members[at + "vat_rate"] = percent(one.vat_bp);
  members[at + "sale_from"] = instant(one.sale_from);
  members[at + "sale_until"] = instant(one.sale_until);
  members[at + "pools"] =
      list(one.pools, [](const auto& pool) { return pool.first + ": " + std::to_string(pool.second); });
}

void add_members(Members& members, const Contingent& one) {
  const auto at = one.key + "/";
  members[at + "pool"] = one.pool;
  members[at + "places"] = std::to_string(one.places);
  members[at + "company_id"] = one.company ? Maybe(one.company->text()) : std::nullopt;
  members[at + "company_role"] = role(one.company_role);
  members[at + "release_at"] = instant(one.release_at);
}

template <class Item>
std::vector<audit::Change> changes_of(const std::vector<Item>& before, const std::vector<Item>& after) {
  const auto members_of_list = [](const std::vector<Item>& items) {
    Members members{{"(order)", list(items, [](const Item& one) { return one.key; })}};
    for (const auto& one : items) add_members(members, one);
    return members;
  };
  return audit::changes_between(members_of_list(before), members_of_list(after));
}

}  // namespace

std::vector<audit::Change> changed_terms(const RegistrationRules& before, const RegistrationRules& after) {
  return audit::changes_between(members_of(before), members_of(after));
}

std::vector<audit::Change> changed_terms(const std::vector<TicketCategory>& before,
                                         const std::vector<TicketCategory>& after) {
  return changes_of(before, after);
}

std::vector<audit::Change> changed_terms(const std::vector<Contingent>& before, const std::vector<Contingent>& after) {
  return changes_of(before, after);
}

}  // namespace tagwerk::events
