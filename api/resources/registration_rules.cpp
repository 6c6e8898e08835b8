#include "api/resources/registration_rules.hpp"

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/companies.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/events/event_terms_service.hpp"

namespace tagwerk::events {

static std::span<const json::EnumName<DefaultPolicy>> enum_names(json::Tag<DefaultPolicy>) {
  static const auto names = json::names_from_text(all_default_policies);
  return names;
}
static std::span<const json::EnumName<WaitlistOrder>> enum_names(json::Tag<WaitlistOrder>) {
  static const auto names = json::names_from_text(all_waitlist_orders);
  return names;
}
static std::span<const json::EnumName<PromotionMode>> enum_names(json::Tag<PromotionMode>) {
  static const auto names = json::names_from_text(all_promotion_modes);
  return names;
}

static const json::Object<WaitlistPriority>& shape(json::Tag<WaitlistPriority>) {
  static const auto object =
      json::Object<WaitlistPriority>("WaitlistPriority", "Whom it fits: a member that is left out or null fits all")
          .nullable("company_role", &WaitlistPriority::company_role)
          .nullable("category", &WaitlistPriority::category, json::format(json::Format::key))
          .nullable("region_key", &WaitlistPriority::region_key, json::format(json::Format::key))
          .required("priority", &WaitlistPriority::priority, json::range(-max_priority, max_priority));
  return object;
}

}  // namespace tagwerk::events

namespace tagwerk::resources {
namespace {

using core::EventId;
using events::EventTerms;
using events::EventTermsService;
using events::RegistrationRules;
using pipeline::Exchange;

constexpr const char* pattern = "/api/v1/events/{event_id}/registration-rules";

// Lists, keys and ranges across members are checked by the noun, so that an item keeps its pointer.
constexpr auto heads_rule = json::range(1, static_cast<double>(events::max_places));
constexpr auto held_rule = json::range(0, static_cast<double>(events::max_places));

struct WaitlistDto {
  std::optional<events::DefaultPolicy> policy;
  std::optional<events::WaitlistOrder> order;
  std::optional<int> ageing_hours;
  std::optional<events::PromotionMode> promotion;
  std::optional<int> offer_hours;
  std::optional<std::vector<events::WaitlistPriority>> priorities;
};
const json::Object<WaitlistDto>& shape(json::Tag<WaitlistDto>) {
  static const auto object =
      json::Object<WaitlistDto>("WaitlistRules", "Who waits, and how places are given to who waits")
          .nullable(
              "policy", &WaitlistDto::policy,
              json::about("What becomes of a request that does not fit and does not say so itself; by default none"))
          .nullable(
              "order", &WaitlistDto::order,
              json::about("strict (default): what somebody waits for is kept for him. skip_ahead: who fits may go "
                          "before who does not, until that one has waited for ageing_hours"))
          .nullable("ageing_hours", &WaitlistDto::ageing_hours,
                    json::range(0, events::max_ageing_hours).about("0 by default"))
          .nullable("promotion", &WaitlistDto::promotion,
                    json::about("automatic (default): a place that becomes free is given. offer: it is held for "
                                "offer_hours and has to be accepted"))
          .nullable("offer_hours", &WaitlistDto::offer_hours,
                    json::range(1, events::max_offer_hours).about("48 by default"))
          .nullable("priorities", &WaitlistDto::priorities,
                    json::items(0, events::max_priorities)
                        .about("The first that fits a registration says its priority; higher is served first, 0 where "
                               "none fits"));
  return object;
}

struct EligibilityDto {
  std::optional<std::vector<directory::CompanyRole>> company_roles;
  std::optional<std::vector<std::string>> region_keys;
};
const json::Object<EligibilityDto>& shape(json::Tag<EligibilityDto>) {
  static const auto object =
      json::Object<EligibilityDto>("EligibilityRules", "Whose heads may be registered; null: everybody's")
          .nullable("company_roles", &EligibilityDto::company_roles)
          .nullable("region_keys", &EligibilityDto::region_keys, json::items(1, events::max_eligible_regions));
  return object;
}

struct CancellationDto {
  std::optional<core::Instant> free_until;
  std::optional<core::Percent> fee_percent;
};
const json::Object<CancellationDto>& shape(json::Tag<CancellationDto>) {
  static const auto object =
      json::Object<CancellationDto>("CancellationRules", "What a cancellation costs")
          .nullable("free_until", &CancellationDto::free_until, json::about("null: it is always free"))
          .nullable("fee_percent", &CancellationDto::fee_percent,
                    json::about("Of the net price of the heads cancelled, from free_until on; 0 by default"));
  return object;
}

struct RulesDto {
  std::optional<std::int64_t> max_heads_per_company;
  std::optional<std::int64_t> max_held_heads_per_company;
  std::optional<int> hold_minutes;
  std::optional<core::Instant> naming_deadline;
  std::optional<WaitlistDto> waitlist;
  std::optional<bool> needs_approval;
  std::optional<EligibilityDto> eligibility;
  std::optional<CancellationDto> cancellation;
};

template <class T>
void take(T& rule, const std::optional<T>& given) {
  if (given) rule = *given;
}

RegistrationRules rules_of(const RulesDto& dto) {
  RegistrationRules rules;
  rules.max_heads_per_company = dto.max_heads_per_company;
  rules.max_held_heads_per_company = dto.max_held_heads_per_company;
  take(rules.hold_minutes, dto.hold_minutes);
  rules.naming_deadline = dto.naming_deadline;
  take(rules.needs_approval, dto.needs_approval);
  if (dto.waitlist) {
    take(rules.waitlist_policy, dto.waitlist->policy);
    take(rules.waitlist_order, dto.waitlist->order);
    take(rules.ageing_hours, dto.waitlist->ageing_hours);
    take(rules.promotion, dto.waitlist->promotion);
    take(rules.offer_hours, dto.waitlist->offer_hours);
    take(rules.priorities, dto.waitlist->priorities);
  }
  if (dto.eligibility) {
    rules.company_roles = dto.eligibility->company_roles;
    rules.region_keys = dto.eligibility->region_keys;
  }
  if (dto.cancellation) {
    rules.free_cancellation_until = dto.cancellation->free_until;
    rules.cancellation_fee_bp = dto.cancellation->fee_percent.value_or(core::Percent{}).basis_points;
  }
  return rules;
}

RulesDto to_dto(const RegistrationRules& rules) {
  return {.max_heads_per_company = rules.max_heads_per_company,
          .max_held_heads_per_company = rules.max_held_heads_per_company,
          .hold_minutes = rules.hold_minutes,
          .naming_deadline = rules.naming_deadline,
          .waitlist = WaitlistDto{.policy = rules.waitlist_policy,
                                  .order = rules.waitlist_order,
                                  .ageing_hours = rules.ageing_hours,
                                  .promotion = rules.promotion,
                                  .offer_hours = rules.offer_hours,
                                  .priorities = rules.priorities},
          .needs_approval = rules.needs_approval,
          .eligibility = EligibilityDto{.company_roles = rules.company_roles, .region_keys = rules.region_keys},
          .cancellation = CancellationDto{.free_until = rules.free_cancellation_until,
                                          .fee_percent = core::Percent{rules.cancellation_fee_bp}}};
}

const json::Object<RulesDto>& shape(json::Tag<RulesDto>) {
  static const auto object =
      json::Object<RulesDto>("RegistrationRules",
                             "What an event asks of who registers; a member that is left out or null takes its default")
          .nullable("max_heads_per_company", &RulesDto::max_heads_per_company,
                    heads_rule.about("Over all registrations of a company, waiting ones too; null: no limit"))
          .nullable("max_held_heads_per_company", &RulesDto::max_held_heads_per_company,
                    held_rule.about("In holds; null: no limit"))
          .nullable(
              "hold_minutes", &RulesDto::hold_minutes,
              json::range(1, events::max_hold_minutes).about("Of a hold that does not say how long; 10 by default"))
          .nullable("naming_deadline", &RulesDto::naming_deadline,
                    json::about("From then on companies' tokens cannot name or swap heads; null: never"))
          .nullable("waitlist", &RulesDto::waitlist)
          .nullable("needs_approval", &RulesDto::needs_approval,
                    json::about("Registrations are pending until they are approved; false by default"))
          .nullable("eligibility", &RulesDto::eligibility)
          .nullable("cancellation", &RulesDto::cancellation)
          .rule({}, [](const RulesDto& dto) { return events::check(rules_of(dto)); });
  return object;
}

core::Result<http::Response> answer(const core::Result<EventTerms>& terms) {
  if (!terms) return terms.error();
  return pipeline::ok(to_dto(terms->rules), terms->version);
}

core::Result<http::Response> get(EventTermsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(EventTermsService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<RulesDto>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, rules_of(*body), *version));
}

}  // namespace

void add_registration_rules_routes(pipeline::RouteTable& table, EventTermsService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getRegistrationRules",
                   .tag = "terms",
                   .summary = "The registration rules of an event",
                   .description =
                       "Rules, categories and contingents of an event have one version: a change of one makes "
                       "the ETags of all three stale.",
                   .roles = access::everyone,
                   .answers = {{200, "The rules", json::schema<RulesDto>()}},
                   .checks_scope_itself = true,
                   .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = pattern,
                   .operation_id = "putRegistrationRules",
                   .tag = "terms",
                   .summary = "Replace the registration rules of an event",
                   .description = "They hold for what is asked from now on; what is registered stays.",
                   .roles = access::organizers,
                   .body = pipeline::BodyRule::json<RulesDto>(),
                   .answers = {{200, "The rules as they are now", json::schema<RulesDto>()}},
                   .errors = {&core::reference_not_found},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
