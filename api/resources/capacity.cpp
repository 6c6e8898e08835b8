#include "api/resources/capacity.hpp"

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "api/pipeline/exchange.hpp"
#include "api/resources/enum_texts.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/events_errors.hpp"

namespace tagwerk::events {

static std::span<const json::EnumName<WhyNone>> enum_names(json::Tag<WhyNone>) {
  static const auto names = json::names_from_text(all_why_none);
  return names;
}

}  // namespace tagwerk::events

namespace tagwerk::resources {
namespace {

using core::EventId;
using events::CapacityService;
using events::PoolLimit;
using pipeline::BodyRule;
using pipeline::Exchange;
using pipeline::Precondition;

constexpr const char* pattern = "/api/v1/events/{event_id}/capacity";

const auto key_rule = json::format(json::Format::key)
                          .about("`participants` and `companies` count by themselves; others as you like")
                          .like(R"("participants")");
constexpr auto places_rule = json::range(0, static_cast<double>(events::max_places));
const auto overbook_rule = places_rule.about("Places given away on purpose beyond the limit; 0 when left out");
constexpr auto pools_rule = json::items(0, events::max_pools);

struct PoolBody {
  std::string key;
  std::int64_t limit = 0;
  std::optional<std::int64_t> overbook;
};
const json::Object<PoolBody>& shape(json::Tag<PoolBody>) {
  static const auto object = json::Object<PoolBody>("PoolLimit", "How many places a pool has")
                                 .required("key", &PoolBody::key, key_rule)
                                 .required("limit", &PoolBody::limit, places_rule)
                                 .optional("overbook", &PoolBody::overbook, overbook_rule);
  return object;
}

struct CapacityBody {
  std::vector<PoolBody> pools;
};
std::vector<PoolLimit> limits_of(const CapacityBody& body) {
  std::vector<PoolLimit> limits;
  for (const auto& pool : body.pools)
    limits.push_back({.key = pool.key, .limit = pool.limit, .overbook = pool.overbook.value_or(0)});
  return limits;
}

const json::Object<CapacityBody>& shape(json::Tag<CapacityBody>) {
  static const auto object =
      json::Object<CapacityBody>("CapacityLimits", "All limits of an event; a pool that is not listed is unlimited")
          .required("pools", &CapacityBody::pools, pools_rule)
          .rule({}, [](const CapacityBody& body) { return events::check(limits_of(body)); });
  return object;
}

struct WhyNoneDto {
  events::WhyNone code = events::WhyNone::full;
  std::string detail;
};
const json::Object<WhyNoneDto>& shape(json::Tag<WhyNoneDto>) {
  static const auto object =
      json::Object<WhyNoneDto>("WhyNone", "Why who asks now gets no place")
          .required(
              "code", &WhyNoneDto::code,
              json::about("full: all are confirmed; held: the last are taken for a while; reserved: the free ones are "
                          "kept for contingents; all_waited_for: others wait for the free ones"))
          .required("detail", &WhyNoneDto::detail, json::about("The same in words, in the language asked for"));
  return object;
}

struct PoolDto {
  std::string key;
  std::optional<std::int64_t> limit;
  std::int64_t overbook = 0;
  std::int64_t confirmed = 0;
  std::int64_t held = 0;
  std::int64_t reserved = 0;
  std::int64_t waitlisted = 0;
  std::optional<std::int64_t> available;
  std::optional<WhyNoneDto> why_none;
};
const json::Object<PoolDto>& shape(json::Tag<PoolDto>) {
  static const auto object =
      json::Object<PoolDto>("Pool", "A kind of place at an event, and how many are taken")
          .required("key", &PoolDto::key, key_rule)
          .nullable("limit", &PoolDto::limit, places_rule.about("null: unlimited"))
          .required("overbook", &PoolDto::overbook, places_rule)
          .required("confirmed", &PoolDto::confirmed)
          .required("held", &PoolDto::held, json::about("Taken for a while, not confirmed yet"))
          .required("reserved", &PoolDto::reserved, json::about("Kept by contingents, and taken by nobody yet"))
          .required("waitlisted", &PoolDto::waitlisted, json::about("Waited for; who waits comes first"))
          .nullable("available", &PoolDto::available,
                    json::about("limit + overbook - confirmed - held - reserved, at least 0; null: unlimited"))
          .nullable("why_none", &PoolDto::why_none, json::about("null: who asks now may get a place"));
  return object;
}

struct CategoryPlacesDto {
  std::string key;
  std::optional<std::int64_t> limit;
  std::int64_t taken = 0;
  std::int64_t waitlisted = 0;
  std::optional<std::int64_t> available;
};
const json::Object<CategoryPlacesDto>& shape(json::Tag<CategoryPlacesDto>) {
  static const auto object =
      json::Object<CategoryPlacesDto>("CategoryPlaces", "How full a ticket category is, by its own limit")
          .required("key", &CategoryPlacesDto::key, json::format(json::Format::key))
          .nullable("limit", &CategoryPlacesDto::limit, places_rule.about("null: it has none of its own"))
          .required("taken", &CategoryPlacesDto::taken, json::about("Heads, confirmed and held"))
          .required("waitlisted", &CategoryPlacesDto::waitlisted)
          .nullable("available", &CategoryPlacesDto::available, json::about("limit - taken, at least 0"));
  return object;
}

struct ContingentPlacesDto {
  std::string key;
  std::string pool;
  std::int64_t places = 0;
  std::int64_t taken = 0;
  std::int64_t available = 0;
  bool released = false;
};
const json::Object<ContingentPlacesDto>& shape(json::Tag<ContingentPlacesDto>) {
  static const auto object =
      json::Object<ContingentPlacesDto>("ContingentPlaces", "What is left of a contingent")
          .required("key", &ContingentPlacesDto::key, json::format(json::Format::key))
          .required("pool", &ContingentPlacesDto::pool, json::format(json::Format::key))
          .required("places", &ContingentPlacesDto::places, places_rule)
          .required("taken", &ContingentPlacesDto::taken, json::about("Confirmed and held"))
          .required("available", &ContingentPlacesDto::available,
                    json::about("places - taken, at least 0, for its owner; 0 once it is released"))
          .required("released", &ContingentPlacesDto::released, json::about("What was not taken is everybody's"));
  return object;
}

struct CapacityDto {
  std::vector<PoolDto> pools;
  std::vector<CategoryPlacesDto> categories;
  std::vector<ContingentPlacesDto> contingents;
};
const json::Object<CapacityDto>& shape(json::Tag<CapacityDto>) {
  static const auto object =
      json::Object<CapacityDto>(
          "Capacity", "The pools as listed; then `participants`, `companies` and any others in use where they are not")
          .required("pools", &CapacityDto::pools)
          .required("categories", &CapacityDto::categories)
          .required("contingents", &CapacityDto::contingents,
                    json::about("For a company's token those that are its own or its role's"));
  return object;
}

std::optional<WhyNoneDto> to_dto(const std::optional<events::WhyNone>& why, core::Language language) {
  if (!why) return std::nullopt;
  return WhyNoneDto{.code = *why, .detail = std::string(core::pick(words_of(*why), language))};
}

CapacityDto to_dto(const events::Capacity& capacity, core::Language language) {
  CapacityDto dto;
  for (const auto& pool : capacity.pools) {
    dto.pools.push_back({.key = pool.key,
                         .limit = pool.limit,
                         .overbook = pool.overbook,
                         .confirmed = pool.confirmed,
                         .held = pool.held,
                         .reserved = pool.reserved,
                         .waitlisted = pool.waitlisted,
                         .available = pool.available(),
                         .why_none = to_dto(pool.why_none, language)});
  }
  for (const auto& one : capacity.categories) {
    dto.categories.push_back({.key = one.key,
                              .limit = one.limit,
                              .taken = one.taken,
                              .waitlisted = one.waitlisted,
                              .available = one.available});
  }
  for (const auto& one : capacity.contingents) {
    dto.contingents.push_back({.key = one.contingent.key,
                               .pool = one.contingent.pool,
                               .places = one.contingent.places,
                               .taken = one.taken,
                               .available = one.available,
                               .released = one.released});
  }
  return dto;
}

core::Result<http::Response> answer(const Exchange& x, const core::Result<events::Capacity>& capacity) {
  if (!capacity) return capacity.error();
  return pipeline::ok(to_dto(*capacity, x.language()), capacity->version);
}

core::Result<http::Response> get(CapacityService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(x, service.get(x.call(), *event));
}

core::Result<http::Response> put(CapacityService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<CapacityBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(x, service.put(x.call(), *event, limits_of(*body), *version));
}

}  // namespace

void add_capacity_routes(pipeline::RouteTable& table, CapacityService& service) {
  table.push_back(
      {.method = http::Method::get,
       .pattern = pattern,
       .operation_id = "getCapacity",
       .tag = "capacity",
       .summary = "How full an event is: its pools, categories and contingents, and why there is no place",
       .description = "The ETag covers the limits of pools only, for the counters change all the time; never 304.",
       .roles = access::everyone,
       .answers = {{200, "The pools", json::schema<CapacityDto>()}},
       .never_304 = true,
       .checks_scope_itself = true,
       .handle = [&service](Exchange& x) { return get(service, x); }});
  table.push_back({.method = http::Method::put,
                   .pattern = pattern,
                   .operation_id = "putCapacity",
                   .tag = "capacity",
                   .summary = "Replace the limits of an event",
                   .description =
                       "A pool that is not listed is unlimited but goes on counting. A limit, with its "
                       "overbook, is at least the places taken and reserved. A raised limit promotes the waitlist.",
                   .roles = access::organizers,
                   .body = BodyRule::json<CapacityBody>(),
                   .answers = {{200, "The pools as they are now", json::schema<CapacityDto>()}},
                   .errors = {&events::capacity_below_taken, &events::capacity_below_reserved},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
