#include "api/resources/capacity.hpp"

#include "api/pipeline/exchange.hpp"
#include "engine/events/capacity_service.hpp"
#include "engine/events/events_errors.hpp"

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

struct PoolDto {
  std::string key;
  std::optional<std::int64_t> limit;
  std::int64_t overbook = 0;
  std::int64_t confirmed = 0;
  std::int64_t held = 0;
  std::int64_t waitlisted = 0;
  std::optional<std::int64_t> available;
};
const json::Object<PoolDto>& shape(json::Tag<PoolDto>) {
  static const auto object =
      json::Object<PoolDto>("Pool", "A kind of place at an event, and how many are taken")
          .required("key", &PoolDto::key, key_rule)
          .nullable("limit", &PoolDto::limit, places_rule.about("null: unlimited"))
          .required("overbook", &PoolDto::overbook, places_rule)
          .required("confirmed", &PoolDto::confirmed)
          .required("held", &PoolDto::held, json::about("Taken for a while, not confirmed yet"))
          .required("waitlisted", &PoolDto::waitlisted, json::about("Waited for; who waits comes first"))
          .nullable("available", &PoolDto::available,
                    json::about("limit + overbook - confirmed - held, at least 0; null: unlimited"));
  return object;
}

struct CapacityDto {
  std::vector<PoolDto> pools;
};
const json::Object<CapacityDto>& shape(json::Tag<CapacityDto>) {
  static const auto object =
      json::Object<CapacityDto>(
          "Capacity", "The pools as listed; then `participants`, `companies` and any others in use where they are not")
          .required("pools", &CapacityDto::pools);
  return object;
}

CapacityDto to_dto(const events::Capacity& capacity) {
  CapacityDto dto;
  for (const auto& pool : capacity.pools) {
    dto.pools.push_back({.key = pool.key,
                         .limit = pool.limit,
                         .overbook = pool.overbook,
                         .confirmed = pool.confirmed,
                         .held = pool.held,
                         .waitlisted = pool.waitlisted,
                         .available = pool.available()});
  }
  return dto;
}

core::Result<http::Response> answer(const core::Result<events::Capacity>& capacity) {
  if (!capacity) return capacity.error();
  return pipeline::ok(to_dto(*capacity), capacity->version);
}

core::Result<http::Response> get(CapacityService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  return answer(service.get(x.call(), *event));
}

core::Result<http::Response> put(CapacityService& service, Exchange& x) {
  const auto event = x.id<EventId>("event_id");
  if (!event) return event.error();
  const auto body = x.body<CapacityBody>();
  if (!body) return body.error();
  const auto version = x.expected_version();
  if (!version) return version.error();
  return answer(service.put(x.call(), *event, limits_of(*body), *version));
}

}  // namespace

void add_capacity_routes(pipeline::RouteTable& table, CapacityService& service) {
  table.push_back({.method = http::Method::get,
                   .pattern = pattern,
                   .operation_id = "getCapacity",
                   .tag = "capacity",
                   .summary = "The pools of an event: limits and places taken",
                   .description = "The ETag covers the limits only, for the counters change all the time; never 304.",
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
                   .description = "A pool that is not listed is unlimited but goes on counting. A limit, with its "
                                  "overbook, is at least the places taken. A raised limit promotes the waitlist.",
                   .roles = access::organizers,
                   .body = BodyRule::json<CapacityBody>(),
                   .answers = {{200, "The pools as they are now", json::schema<CapacityDto>()}},
                   .errors = {&events::capacity_below_taken},
                   .precondition = Precondition::if_match,
                   .handle = [&service](Exchange& x) { return put(service, x); }});
}

}  // namespace tagwerk::resources
