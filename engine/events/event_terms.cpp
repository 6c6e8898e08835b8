#include "engine/events/event_terms.hpp"

#include <iterator>
#include <set>
#include <utility>

#include "engine/core/field_checks.hpp"
#include "engine/core/member_rules.hpp"
#include "engine/core/one_of.hpp"
#include "engine/core/text.hpp"
#include "engine/events/capacity.hpp"
#include "engine/events/events_errors.hpp"

namespace tagwerk::events {
namespace {

using core::Fields;

std::string item(std::string_view list, std::size_t index) { return std::string(list) + "/" + std::to_string(index); }

void check_key(Fields& errors, const std::string& at, std::string_view member, const std::optional<std::string>& key) {
  core::MemberRules rules(at);
  append(errors, rules.key(member, key).take());
}

// Told of each but the first.
void check_unique(Fields& errors, std::set<std::string>& seen, std::string pointer, const std::string& value) {
  if (!seen.insert(value).second)
    errors.push_back({std::move(pointer), &core::field_duplicate, {{"value", core::echo(value)}}});
}

bool counts_by_itself(std::string_view pool) { return pool == participants_pool || pool == companies_pool; }

Fields check_priorities(const std::vector<WaitlistPriority>& priorities) {
  constexpr std::string_view list = "/waitlist/priorities";
  Fields errors;
  check_count(errors, std::string(list), priorities.size(), 0, max_priorities);
  for (std::size_t i = 0; i < priorities.size(); ++i) {
    check_key(errors, item(list, i), "category", priorities[i].category);
    check_key(errors, item(list, i), "region_key", priorities[i].region_key);
    check_range(errors, item(list, i) + "/priority", priorities[i].priority, -max_priority, max_priority);
  }
  return errors;
}

Fields check_eligibility(const RegistrationRules& rules) {
  constexpr std::string_view roles = "/eligibility/company_roles";
  constexpr std::string_view regions = "/eligibility/region_keys";
  Fields errors;
  std::set<std::string> seen;
  if (rules.company_roles) {
    check_count(errors, std::string(roles), rules.company_roles->size(), 1, std::size(directory::all_company_roles));
    for (std::size_t i = 0; i < rules.company_roles->size(); ++i)
      check_unique(errors, seen, item(roles, i), std::string(to_text((*rules.company_roles)[i])));
  }
  if (!rules.region_keys) return errors;
  seen.clear();
  check_count(errors, std::string(regions), rules.region_keys->size(), 1, max_eligible_regions);
  for (std::size_t i = 0; i < rules.region_keys->size(); ++i) {
    const auto& key = (*rules.region_keys)[i];
    check_key(errors, std::string(regions), std::to_string(i), key);
    check_unique(errors, seen, item(regions, i), key);
  }
  return errors;
}

void check_category_pools(Fields& errors, const std::string& at, const std::map<std::string, std::int64_t>& pools) {
  check_count(errors, at, pools.size(), 0, max_pools_per_category);
  for (const auto& [pool, places] : pools) {
    auto pointer = at;
    pointer.append("/").append(pool);
    check_key(errors, at, pool, pool);
    if (counts_by_itself(pool)) errors.push_back({pointer, &pool_not_possible, {{"value", pool}}});
    check_range(errors, std::move(pointer), places, 1, max_places_per_head);
  }
}

Fields check_one(const TicketCategory& category, const std::string& at) {
  core::MemberRules rules(at);
  auto errors = rules.key("key", category.key).line("name", category.name, max_category_name).take();
  if (category.limit) check_range(errors, at + "/limit", *category.limit, 0, max_places);
  if (category.price)
    check_money(errors, at + "/price", {category.price->net, category.price->currency}, 0, max_net_price);
  check_range(errors, at + "/vat_rate", category.vat_bp, 0, full_bp);
  if (category.sale_from && category.sale_until && *category.sale_until < *category.sale_from) {
    errors.push_back(
        {at + "/sale_until",
         &core::field_order,
         {{"value", core::to_rfc3339(*category.sale_until)}, {"other", core::to_rfc3339(*category.sale_from)}}});
  }
  check_category_pools(errors, at + "/pools", category.pools);
  return errors;
}

Fields check_one(const Contingent& contingent, const std::string& at) {
  core::MemberRules rules(at);
  auto errors = rules.key("key", contingent.key).key("pool", contingent.pool).take();
  if (contingent.pool == companies_pool)
    errors.push_back({at + "/pool", &pool_not_possible, {{"value", contingent.pool}}});
  check_range(errors, at + "/places", contingent.places, 0, max_places);
  if (contingent.company.has_value() == contingent.company_role.has_value())
    errors.push_back({at + "/company_id", &contingent_owner, {}});
  return errors;
}

template <class Item>
Fields check_list(const std::vector<Item>& items, std::string_view list, std::size_t max) {
  Fields errors;
  std::set<std::string> seen;
  check_count(errors, std::string(list), items.size(), 0, max);
  for (std::size_t i = 0; i < items.size(); ++i) {
    append(errors, check_one(items[i], item(list, i)));
    check_unique(errors, seen, item(list, i) + "/key", items[i].key);
  }
  return errors;
}

}  // namespace

bool is_visible_to(const access::Principal& principal, std::optional<directory::CompanyRole> own_role,
                   const Contingent& contingent) {
  if (!principal.company) return true;
  if (contingent.company) return principal.may_see(*contingent.company);
  return own_role && contingent.company_role == own_role;
}

std::vector<core::FieldError> check(const RegistrationRules& rules) {
  Fields errors;
  if (rules.max_heads_per_company)
    check_range(errors, "/max_heads_per_company", *rules.max_heads_per_company, 1, max_places);
  if (rules.max_held_heads_per_company)
    check_range(errors, "/max_held_heads_per_company", *rules.max_held_heads_per_company, 0, max_places);
  check_range(errors, "/hold_minutes", rules.hold_minutes, 1, max_hold_minutes);
  check_range(errors, "/waitlist/ageing_hours", rules.ageing_hours, 0, max_ageing_hours);
  check_range(errors, "/waitlist/offer_hours", rules.offer_hours, 1, max_offer_hours);
  append(errors, check_priorities(rules.priorities));
  append(errors, check_eligibility(rules));
  check_range(errors, "/cancellation/fee_percent", rules.cancellation_fee_bp, 0, full_bp);
  return errors;
}

std::vector<core::FieldError> check(const std::vector<TicketCategory>& categories) {
  return check_list(categories, "/categories", max_categories);
}

std::vector<core::FieldError> check(const std::vector<Contingent>& contingents) {
  return check_list(contingents, "/contingents", max_contingents);
}

std::string_view to_text(DefaultPolicy policy) noexcept {
  switch (policy) {
    case DefaultPolicy::none:
      return "none";
    case DefaultPolicy::all_or_nothing:
      return "all_or_nothing";
    case DefaultPolicy::partial:
      return "partial";
  }
  return "unknown";
}

std::string_view to_text(WaitlistOrder order) noexcept {
  switch (order) {
    case WaitlistOrder::strict:
      return "strict";
    case WaitlistOrder::skip_ahead:
      return "skip_ahead";
  }
  return "unknown";
}

std::string_view to_text(PromotionMode mode) noexcept {
  switch (mode) {
    case PromotionMode::automatic:
      return "automatic";
    case PromotionMode::offer:
      return "offer";
  }
  return "unknown";
}

std::optional<DefaultPolicy> parse_default_policy(std::string_view text) noexcept {
  return core::one_of(all_default_policies, text);
}

std::optional<WaitlistOrder> parse_waitlist_order(std::string_view text) noexcept {
  return core::one_of(all_waitlist_orders, text);
}

std::optional<PromotionMode> parse_promotion_mode(std::string_view text) noexcept {
  return core::one_of(all_promotion_modes, text);
}

}  // namespace tagwerk::events
