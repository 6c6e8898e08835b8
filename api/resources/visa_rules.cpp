#include "api/resources/visa_rules.hpp"

#include <optional>
#include <span>
#include <string>

#include "api/json/inherited.hpp"
#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/trips/passport.hpp"
#include "engine/trips/visa_rule_service.hpp"

namespace tagwerk::trips {

static std::span<const json::EnumName<VisaRequirement>> enum_names(json::Tag<VisaRequirement>) {
  static const auto names = json::names_from_text(all_visa_requirements);
  return names;
}

}  // namespace tagwerk::trips

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using trips::VisaRule;
using trips::VisaRuleContent;
using trips::VisaRuleKey;
using trips::VisaRuleService;

constexpr const char* pattern = "/api/v1/visa-rules/{nationality}/{country}";

template <class T>
json::Object<T> with_content(json::Object<T> object) {
  return std::move(object)
      .required("requirement", json::inherited<T>(&T::requirement),
                json::about("electronic: an authorisation to ask for before the trip, as a visa"))
      .nullable("max_days", json::inherited<T>(&T::max_days),
                json::range(1, trips::max_visa_days).about("Of a stay; null: nothing is known of it"))
      .nullable("passport_valid_months_after_return", json::inherited<T>(&T::passport_valid_months_after_return),
                json::range(0, trips::max_passport_months).about("null: until the return"))
      .required("source", json::inherited<T>(&T::source),
                json::text(1, trips::max_rule_source).about("Who says so").like(R"("Auswärtiges Amt")"))
      .nullable("source_url", json::inherited<T>(&T::source_url), json::text(1, trips::max_rule_source))
      .required("as_of", json::inherited<T>(&T::as_of), json::about("Of when that is"));
}

struct RuleBody : VisaRuleContent {};
const json::Object<RuleBody>& shape(json::Tag<RuleBody>) {
  static const auto object =
      with_content(json::Object<RuleBody>("NewVisaRule", "What a country asks of those with a passport of another"));
  return object;
}

struct RuleDto : VisaRuleContent {
  std::string nationality;
  std::string country;
  core::Instant created_at;
  core::Instant updated_at;
};
const json::Object<RuleDto>& shape(json::Tag<RuleDto>) {
  static const auto object =
      with_content(json::Object<RuleDto>("VisaRule", "What a country asks of those with a passport of another")
                       .required("nationality", &RuleDto::nationality, json::about("Country of the passport"))
                       .required("country", &RuleDto::country, json::about("That is crossed")))
          .required("created_at", &RuleDto::created_at)
          .required("updated_at", &RuleDto::updated_at);
  return object;
}

RuleDto to_dto(const VisaRule& rule) {
  RuleDto dto;
  static_cast<VisaRuleContent&>(dto) = rule.content;
  dto.nationality = rule.key.nationality;
  dto.country = rule.key.country;
  dto.created_at = rule.created_at;
  dto.updated_at = rule.updated_at;
  return dto;
}

VisaRuleKey key_in(const Exchange& x) { return {.nationality = x.path("nationality"), .country = x.path("country")}; }

core::Result<http::Response> answer(const core::Result<VisaRule>& rule) {
  if (!rule) return rule.error();
  return pipeline::ok(to_dto(*rule), rule->version);
}

core::Result<http::Response> put(VisaRuleService& service, Exchange& x) {
  const auto body = x.body<RuleBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), key_in(x), *body, *version));
}

core::Result<http::Response> remove(VisaRuleService& service, Exchange& x) {
  const auto version = x.expected_version();
  if (!version) return version.error();
  const auto done = service.remove(x.call(), key_in(x), *version);
  if (!done) return done.error();
  return pipeline::no_content();
}

}  // namespace

void add_visa_rules_routes(pipeline::RouteTable& table, VisaRuleService& service) {
  using Kind = pipeline::QueryParameter::Kind;
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/visa-rules",
       .operation_id = "listVisaRules",
       .tag = "trips",
       .summary = "What countries ask of travellers, as the organizers know it",
       .description = "Nothing is known beyond these rules, and nothing is made up: see the readiness of a trip.",
       .roles = access::everyone,
       .query = pipeline::list_parameters(
           {{.name = "nationality", .kind = Kind::text, .description = "Country of the passport"},
            {.name = "country", .kind = Kind::text, .description = "That is crossed"}}),
       .answers = {{200, "A page of rules", pipeline::list_schema<RuleDto>()}},
       .handle = [&service](Exchange& x) -> core::Result<http::Response> {
         return pipeline::ok_list(
             x, service.list(x.call(), {.nationality = x.text("nationality"), .country = x.text("country")}, x.page()),
             to_dto);
       }});
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getVisaRule",
                   .tag = "trips",
                   .summary = "What a country asks of those with a passport of another",
                   .roles = access::everyone,
                   .answers = {{200, "The rule", json::schema<RuleDto>()}},
                   .handle = [&service](Exchange& x) { return answer(service.find(x.call(), key_in(x))); }});
  table.push_back(
      {.method = http::Method::put,
       .pattern = pattern,
       .operation_id = "putVisaRule",
       .tag = "trips",
       .summary = "Say what a country asks of those with a passport of another",
       .description =
           R"(`{"requirement": "visa", "passport_valid_months_after_return": 6, "source": "Auswärtiges Amt", )"
           R"("as_of": "2016-06-01"}`. Countries are those of ISO 3166-1, two capital letters.)",
       .roles = access::organizers,
       .body = pipeline::BodyRule::json<RuleBody>(),
       .answers = {{200, "The rule as it is now", json::schema<RuleDto>()}},
       .precondition = pipeline::Precondition::if_match_optional,
       .handle = [&service](Exchange& x) { return put(service, x); }});
  table.push_back({.method = http::Method::delete_,
                   .pattern = pattern,
                   .operation_id = "deleteVisaRule",
                   .tag = "trips",
                   .summary = "Delete a rule: nothing is known any more",
                   .roles = access::organizers,
                   .answers = {{204, "It is gone"}},
                   .precondition = pipeline::Precondition::if_match,
                   .handle = [&service](Exchange& x) { return remove(service, x); }});
}

}  // namespace tagwerk::resources
