#include "api/resources/overbooking.hpp"

#include <cmath>
#include <optional>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/answer_language.hpp"
#include "api/resources/content_etag.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/statistics/overbooking_service.hpp"

namespace tagwerk::statistics {

static std::span<const json::EnumName<WhyNoSuggestion>> enum_names(json::Tag<WhyNoSuggestion>) {
  static const auto names = json::names_from_text(all_why_no_suggestions);
  return names;
}

}  // namespace tagwerk::statistics

namespace tagwerk::resources {
namespace {

using pipeline::Exchange;
using statistics::NoShowRate;
using statistics::OverbookingService;
using statistics::OverbookingSuggestion;
using statistics::PastEvent;
using statistics::PoolSuggestion;
using statistics::Turnout;
using statistics::WhyNoSuggestion;

struct TurnoutDto {
  std::int64_t events = 0;
  std::int64_t registered = 0;
  std::int64_t came = 0;
  double no_show_rate = 0;
  double no_show_rate_low = 0;
  double no_show_rate_high = 0;
};
const json::Object<TurnoutDto>& shape(json::Tag<TurnoutDto>) {
  using Dto = TurnoutDto;
  static const auto object =
      json::Object<Dto>("Turnout", "Of those past events that count, together")
          .required("events", &Dto::events)
          .required("registered", &Dto::registered, json::about("Confirmed heads of all companies"))
          .required("came", &Dto::came, json::about("Of these, let in at least once"))
          .required("no_show_rate", &Dto::no_show_rate,
                    json::about("Who did not come, as a fraction rounded to four decimals").like("0.0995"))
          .required("no_show_rate_low", &Dto::no_show_rate_low, json::about("Jeffreys' interval of 95 %"))
          .required("no_show_rate_high", &Dto::no_show_rate_high);
  return object;
}

struct PastEventDto {
  core::EventId event_id;
  std::string name;
  int edition_year = 0;
  core::Date starts_on;
  std::int64_t registered = 0;
  std::int64_t came = 0;
  bool counts = true;
};
const json::Object<PastEventDto>& shape(json::Tag<PastEventDto>) {
  using Dto = PastEventDto;
  static const auto object =
      json::Object<Dto>("PastTurnout", "A completed event of the series that began on an earlier day")
          .required("event_id", &Dto::event_id)
          .required("name", &Dto::name)
          .required("edition_year", &Dto::edition_year)
          .required("starts_on", &Dto::starts_on)
          .required("registered", &Dto::registered)
          .required("came", &Dto::came)
          .required("counts", &Dto::counts,
                    json::about("false: nobody or less than half was let in, so the door tells nothing"));
  return object;
}

struct WhyNoSuggestionDto {
  WhyNoSuggestion code = WhyNoSuggestion::no_past;
  std::string detail;
};
const json::Object<WhyNoSuggestionDto>& shape(json::Tag<WhyNoSuggestionDto>) {
  static const auto object =
      json::Object<WhyNoSuggestionDto>("WhyNoSuggestion", "Why nothing is suggested")
          .required("code", &WhyNoSuggestionDto::code,
                    json::about("no_past: no past event counts; limit_too_large: more than 100,000 places"))
          .required("detail", &WhyNoSuggestionDto::detail, json::about("The same in words, in the language asked for"));
  return object;
}

struct PoolSuggestionDto {
  std::string key;
  std::int64_t limit = 0;
  std::int64_t overbook = 0;
  std::optional<std::int64_t> suggested_overbook;
  std::optional<double> risk;
  std::optional<WhyNoSuggestionDto> why_none;
};
const json::Object<PoolSuggestionDto>& shape(json::Tag<PoolSuggestionDto>) {
  using Dto = PoolSuggestionDto;
  static const auto object =
      json::Object<Dto>("PoolOverbooking", "A pool of which each head takes one place")
          .required("key", &Dto::key, json::format(json::Format::key))
          .required("limit", &Dto::limit)
          .required("overbook", &Dto::overbook, json::about("As it is now"))
          .nullable("suggested_overbook", &Dto::suggested_overbook,
                    json::about("The largest, at most the limit, with which more than `limit` heads come with a "
                                "probability of at most max_risk, once all is given away; null: see why_none"))
          .nullable("risk", &Dto::risk,
                    json::about("That probability with what is suggested, as a fraction rounded to four decimals"))
          .nullable("why_none", &Dto::why_none);
  return object;
}

struct SuggestionDto {
  int max_risk_percent = 0;
  std::optional<TurnoutDto> turnout;
  std::vector<PastEventDto> past_events;
  std::vector<PoolSuggestionDto> pools;
};
const json::Object<SuggestionDto>& shape(json::Tag<SuggestionDto>) {
  using Dto = SuggestionDto;
  static const auto object =
      json::Object<Dto>("OverbookingSuggestion", "How far pools can be overbooked, and what that is computed from")
          .required("max_risk_percent", &Dto::max_risk_percent)
          .nullable("turnout", &Dto::turnout, json::about("null: no past event counts"))
          .required("past_events", &Dto::past_events, json::about("The latest first, at most 50"))
          .required("pools", &Dto::pools, json::about("With a limit, in the order listed"));
  return object;
}

double rounded(double fraction) { return std::round(fraction * 10'000) / 10'000; }

TurnoutDto to_dto(const Turnout& turnout, const NoShowRate& no_show) {
  return {.events = turnout.events,
          .registered = turnout.registered,
          .came = turnout.came,
          .no_show_rate = rounded(no_show.rate),
          .no_show_rate_low = rounded(no_show.low),
          .no_show_rate_high = rounded(no_show.high)};
}

PastEventDto to_dto(const PastEvent& past) {
  return {.event_id = past.event,
          .name = past.name,
          .edition_year = past.edition_year,
          .starts_on = past.starts_on,
          .registered = past.registered,
          .came = past.came,
          .counts = past.counts()};
}

PoolSuggestionDto to_dto(const PoolSuggestion& pool, core::Language language) {
  PoolSuggestionDto dto{.key = pool.pool,
                        .limit = pool.limit,
                        .overbook = pool.overbook,
                        .suggested_overbook = pool.suggested,
                        .risk = {},
                        .why_none = {}};
  if (pool.risk) dto.risk = rounded(*pool.risk);
  if (pool.why_none) {
    dto.why_none = WhyNoSuggestionDto{.code = *pool.why_none,
                                      .detail = std::string(core::pick(words_of(*pool.why_none), language))};
  }
  return dto;
}

SuggestionDto to_dto(const OverbookingSuggestion& suggestion, core::Language language) {
  SuggestionDto dto;
  dto.max_risk_percent = suggestion.max_risk_percent;
  if (suggestion.no_show) dto.turnout = to_dto(suggestion.turnout, *suggestion.no_show);
  for (const auto& past : suggestion.past) dto.past_events.push_back(to_dto(past));
  for (const auto& pool : suggestion.pools) dto.pools.push_back(to_dto(pool, language));
  return dto;
}

core::Result<http::Response> suggest(OverbookingService& service, Exchange& x) {
  const auto event = x.id<core::EventId>("event_id");
  if (!event) return event.error();
  const auto max_risk = x.integer("max_risk").value_or(statistics::default_max_risk_percent);
  const auto suggestion = service.suggest(x.call(), *event, static_cast<int>(max_risk));
  if (!suggestion) return suggestion.error();
  auto response = pipeline::ok(to_dto(*suggestion, x.language()));
  response.with("etag", content_etag(response.body));
  tell_language(response, x.language());
  return response;
}

}  // namespace

void add_overbooking_routes(pipeline::RouteTable& table, OverbookingService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = "/api/v1/events/{event_id}/overbooking-suggestion",
       .operation_id = "suggestOverbooking",
       .tag = "capacity",
       .summary = "How far the pools of an event can be overbooked, by who came to past editions",
       .description =
           "Only suggested: PUT …/capacity sets it. Heads are taken to stay away independently of each other and "
           "as often as in the past (Beta-Binomial distribution with Jeffreys' prior).",
       .roles = access::staff_and_viewers,
       .query = {{.name = "max_risk",
                  .kind = pipeline::QueryParameter::Kind::integer,
                  .description = "Percent: how likely more may come than there are places; 5 when left out",
                  .min = 1,
                  .max = statistics::highest_max_risk_percent}},
       .answers = {{200, "The suggestion", json::schema<SuggestionDto>()}},
       .handle = [&service](Exchange& x) { return suggest(service, x); }});
}

}  // namespace tagwerk::resources
