#include "engine/registration/registration_terms.hpp"

#include <algorithm>
#include <utility>

#include "engine/core/text.hpp"
#include "engine/registration/queue_number.hpp"
#include "engine/registration/registration_errors.hpp"

namespace tagwerk::registration {
namespace {

using events::EventTerms;
using events::TicketCategory;

// What every head of the category takes, its own pool among it.
std::map<std::string, std::int64_t> places_per_head(const TicketCategory* category) {
  if (category == nullptr) return {};
  auto places = category->pools;
  places.emplace(events::category_pool(category->key), 1);
  return places;
}

// Its own first, then those of its role; in the order listed.
std::vector<std::string> contingents_of(const EventTerms& terms, const core::CompanyId& company,
                                        const CompanyFacts& facts) {
  std::vector<std::string> keys;
  for (const auto& one : terms.contingents) {
    if (one.company == company) keys.push_back(events::contingent_pool(one.key));
  }
  for (const auto& one : terms.contingents) {
    if (one.company_role == facts.role) keys.push_back(events::contingent_pool(one.key));
  }
  return keys;
}

PlaceRequest request_in(const EventTerms& terms, const core::CompanyId& company, const CompanyFacts& facts,
                        const std::optional<std::string>& category) {
  PlaceRequest request{.company = company};
  request.per_head = places_per_head(find_category(terms, category));
  request.contingents = contingents_of(terms, company, facts);
  request.priority = priority_of(terms, category, facts);
  request.held = terms.rules.needs_approval;
  request.has_waited_long = terms.rules.ageing_hours == 0;
  return request;
}

// A category that is younger than the registration: its heads wait for nothing of it.
void leave_out_what_does_not_wait(PlaceRequest& rest, const Registration& registration) {
  std::erase_if(rest.per_head, [&](const auto& pool) {
    const auto share = registration.pools.find(pool.first);
    return share == registration.pools.end() || share->second.waitlisted < rest.heads * pool.second;
  });
}

bool fits(const events::WaitlistPriority& priority, const std::optional<std::string>& category,
          const CompanyFacts& company) {
  return (!priority.company_role || *priority.company_role == company.role) &&
         (!priority.category || priority.category == category) &&
         (!priority.region_key || priority.region_key == company.region_key);
}

}  // namespace

const TicketCategory* find_category(const EventTerms& terms, const std::optional<std::string>& key) {
  if (!key) return nullptr;
  const auto found = std::find_if(terms.categories.begin(), terms.categories.end(),
                                  [&](const TicketCategory& category) { return category.key == *key; });
  return found == terms.categories.end() ? nullptr : &*found;
}

void apply(Capacity& capacity, const EventTerms& terms, core::Instant now) {
  capacity.max_heads_per_company = terms.rules.max_heads_per_company;
  capacity.max_held_heads_per_company = terms.rules.max_held_heads_per_company;
  capacity.order = {.by_priority = !terms.rules.priorities.empty(),
                    .skip_ahead = terms.rules.waitlist_order == events::WaitlistOrder::skip_ahead};
  for (const auto& contingent : terms.contingents) {
    const auto key = events::contingent_pool(contingent.key);
    const auto unused = contingent.is_kept_at(now)
                            ? std::max<std::int64_t>(0, contingent.places - capacity.pool(key).taken())
                            : std::int64_t{0};
    capacity.contingents[key] = {.pool = contingent.pool, .unused = unused};
    capacity.pools[contingent.pool].reserved += unused;
  }
}

std::vector<core::FieldError> check_category(const EventTerms& terms, const std::optional<std::string>& key) {
  if (terms.categories.empty() || find_category(terms, key) != nullptr) return {};
  if (!key) return {{"/category", &core::field_required, {}}};
  return {{"/category", &core::reference_not_found, {{"object", "category"}, {"value", core::echo(*key)}}}};
}

core::Result<> check_open(const EventTerms& terms, const std::optional<std::string>& category,
                          const CompanyFacts& company, core::Instant now) {
  const auto& rules = terms.rules;
  if (rules.company_roles &&
      std::find(rules.company_roles->begin(), rules.company_roles->end(), company.role) == rules.company_roles->end())
    return core::fail(not_eligible, {{"what", std::string(directory::to_text(company.role))}});
  if (rules.region_keys && (!company.region_key || std::find(rules.region_keys->begin(), rules.region_keys->end(),
                                                             *company.region_key) == rules.region_keys->end()))
    return core::fail(not_eligible, {{"what", company.region_key.value_or("-")}});
  const auto* of = find_category(terms, category);
  if (of == nullptr) return {};
  if (of->sale_from && now < *of->sale_from)
    return core::fail(not_on_sale, {{"category", of->key}, {"from", core::to_rfc3339(*of->sale_from)}, {"until", "-"}});
  if (of->sale_until && now >= *of->sale_until) {
    return core::fail(not_on_sale, {{"category", of->key},
                                    {"from", of->sale_from ? core::to_rfc3339(*of->sale_from) : "-"},
                                    {"until", core::to_rfc3339(*of->sale_until)}});
  }
  return {};
}

PlaceRequest request_of(const NewRegistration& wish, const EventTerms& terms, const CompanyFacts& company) {
  auto request = request_in(terms, wish.company, company, wish.category);
  request.heads = wish.heads();
  request.pools = wish.pools;
  request.policy = wish.hold ? WaitlistPolicy::none : wish.waitlist.value_or(policy_of(terms.rules.waitlist_policy));
  request.held = request.held || wish.hold;
  request.is_hold = wish.hold;
  return request;
}

PlaceRequest waiting_rest(const Registration& registration, const EventTerms& terms, const CompanyFacts& company,
                          core::Instant now) {
  auto rest = request_in(terms, registration.company, company, registration.category);
  rest.heads = registration.heads.waitlisted;
  rest.policy = registration.policy;
  rest.confirmed_heads_before = registration.heads.taken();
  rest.priority = priority_of(registration.queue_number.value_or(0));
  rest.has_waited_long = registration.waits_since.value_or(registration.registered_at) <= long_ago(terms.rules, now);
  rest.held = registration.approval == Approval::pending ||
              (registration.approval != Approval::approved && terms.rules.needs_approval) ||
              terms.rules.promotion == events::PromotionMode::offer;
  leave_out_what_does_not_wait(rest, registration);
  for (const auto& [key, share] : registration.pools) {
    const auto of_heads = rest.per_head.find(key);
    const auto named = share.waitlisted - (of_heads == rest.per_head.end() ? 0 : rest.heads * of_heads->second);
    if (named > 0) rest.pools.emplace(key, named);
  }
  return rest;
}

PlaceRequest renewed_request(const Registration& registration, const EventTerms& terms, const CompanyFacts& company,
                             WaitlistPolicy policy) {
  auto request = request_in(terms, registration.company, company, registration.category);
  request.heads = std::count_if(registration.participants.begin(), registration.participants.end(),
                                [](const Participant& head) { return !head.left_at; });
  request.pools = registration.wanted_pools;
  request.policy = policy;
  return request;
}

PlaceRequest more_heads(const Registration& registration, const EventTerms& terms, const CompanyFacts& company,
                        std::int64_t heads, WaitlistPolicy policy) {
  auto request = request_in(terms, registration.company, company, registration.category);
  request.heads = heads;
  request.confirmed_heads_before = registration.heads.taken();
  request.held = request.held || registration.held_for.has_value();
  request.is_hold = registration.held_for == HeldFor::hold;
  request.policy = request.is_hold ? WaitlistPolicy::none : policy;  // a hold does not wait
  return request;
}

int priority_of(const EventTerms& terms, const std::optional<std::string>& category, const CompanyFacts& company) {
  for (const auto& priority : terms.rules.priorities) {
    if (fits(priority, category, company)) return priority.priority;
  }
  return 0;
}

core::Instant long_ago(const events::RegistrationRules& rules, core::Instant now) {
  return now - boost::posix_time::hours(rules.ageing_hours);
}

void set_terms(Registration& registration, const NewRegistration& wish, const EventTerms& terms, core::Instant now) {
  registration.policy =
      wish.hold ? WaitlistPolicy::none : wish.waitlist.value_or(policy_of(terms.rules.waitlist_policy));
  if (wish.hold) {
    registration.held_for = HeldFor::hold;
    registration.held_until = now + boost::posix_time::minutes(wish.hold_minutes.value_or(terms.rules.hold_minutes));
  } else if (terms.rules.needs_approval) {
    registration.approval = Approval::pending;
    if (registration.heads.held > 0) registration.held_for = HeldFor::approval;
  }
  const auto* category = find_category(terms, registration.category);
  if (category != nullptr && category->price)
    registration.price = HeadPrice{.net = *category->price, .vat_bp = category->vat_bp};
}

WaitlistPolicy policy_of(events::DefaultPolicy policy) noexcept {
  switch (policy) {
    case events::DefaultPolicy::all_or_nothing:
      return WaitlistPolicy::all_or_nothing;
    case events::DefaultPolicy::partial:
      return WaitlistPolicy::partial;
    case events::DefaultPolicy::none:
      break;
  }
  return WaitlistPolicy::none;
}

std::int64_t cancellation_fee(const Registration& registration, const events::RegistrationRules& rules,
                              std::int64_t heads, core::Instant now) {
  if (!registration.price || !rules.free_cancellation_until || now < *rules.free_cancellation_until) return 0;
  const auto full = registration.price->net.net * heads * rules.cancellation_fee_bp;
  return (full + events::full_bp / 2) / events::full_bp;
}

}  // namespace tagwerk::registration
